package io.quarkiverse.psycopg.runtime.driver.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.testsupport.TestCertificates;

class ServerEndPointTest {

    @ParameterizedTest
    @CsvSource({
            "EC, 256, SHA256withECDSA, SHA-256",
            "EC, 384, SHA384withECDSA, SHA-384",
            "EC, 256, SHA3-256withECDSA, SHA3-256",
            "RSA, 2048, SHA512withRSA, SHA-512",
            "RSA, 2048, SHA1withRSA, SHA-256",
            "RSA, 2048, MD5withRSA, SHA-256",
            "RSA, 2048, SHA384withRSAandMGF1, SHA-384",
    })
    void hashesByTheSignaturesHash(String keys, int size, String signature, String hash) throws Exception {
        X509Certificate certificate = TestCertificates.selfSigned(keys, size, signature);
        assertThat(ServerEndPoint.hash(certificate))
                .contains(Bytes.wrap(MessageDigest.getInstance(hash).digest(certificate.getEncoded())));
    }

    @Test
    void aSignatureWithoutAHashOfItsOwnHasNone() {
        assertThat(ServerEndPoint.hash(TestCertificates.selfSigned("Ed25519", 0, "Ed25519"))).isEmpty();
    }
}
