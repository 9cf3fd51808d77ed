package io.quarkiverse.psycopg.runtime.driver.connection.net;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What a TLS handshake agreed on.
 *
 * @param protocol as the JDK names it, such as {@code TLSv1.3}
 * @param cipherSuite as the JDK names it
 * @param applicationProtocol chosen by ALPN, empty where none was negotiated
 * @param serverCertificate the server's own certificate, trusted or not according to the configuration
 * @param clientCertificateSent whether the server asked for a certificate and got one
 */
public record TlsSession(String protocol, String cipherSuite, Optional<String> applicationProtocol,
        Optional<X509Certificate> serverCertificate, boolean clientCertificateSent) {
}
