package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import java.nio.file.Path;
import java.util.Optional;

import io.quarkiverse.psycopg.testsupport.RogueServer;
import io.quarkiverse.psycopg.testsupport.TestCertificates;

/** Scripted servers with certificates that do not fit. */
final class Certificates {

    /** A server's certificate, and the list that revokes it. */
    record Server(TestCertificates.Issued issued, Optional<Path> revoked) {
    }

    private Certificates() {
    }

    /** By a word for what is wrong with it, else for this host. */
    static Server of(TestCertificates authority, Path folder, String kind) {
        return switch (kind) {
            case "expired" -> new Server(authority.issueExpired("db.test", "db.test"), Optional.empty());
            case "stranger" ->
                new Server(new TestCertificates(folder, "stranger").issue("db.test", "db.test"), Optional.empty());
            case "revoked" -> {
                TestCertificates.Issued issued = authority.issue("db.test", "db.test");
                yield new Server(issued, Optional.of(authority.revoke(issued)));
            }
            default -> new Server(authority.issue(kind, kind), Optional.empty());
        };
    }

    /** A server with this certificate that lets everybody in. */
    static RogueServer serve(TestCertificates.Issued certificate) {
        return RogueServer.startForAll(1, connection -> {
            connection.acceptTls(certificate.serverContext());
            connection.beginSession();
            connection.receive();
        });
    }
}
