package io.quarkiverse.psycopg.runtime.driver.auth;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

/**
 * The channel binding {@code tls-server-end-point}: a hash of the server's certificate.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5929#section-4.1">RFC 5929, section 4.1</a>
 */
public final class ServerEndPoint {

    private ServerEndPoint() {
    }

    /**
     * The certificate hashed by the hash of its own signature, SHA-256 where that is MD5 or SHA-1.
     *
     * @return empty where the RFC defines none: a signature algorithm without one hash of its own, such as Ed25519
     */
    public static Optional<Bytes> hash(X509Certificate certificate) {
        Optional<String> algorithm = hashAlgorithm(certificate);
        if (algorithm.isEmpty()) {
            return Optional.empty();
        }
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm.get());
            return Optional.of(Bytes.wrap(digest.digest(certificate.getEncoded())));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> hashAlgorithm(X509Certificate certificate) {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (signature.equals("RSASSA-PSS")) {
            return pssHash(certificate).map(ServerEndPoint::atLeastSha256);
        }
        int with = signature.indexOf("WITH");
        return with <= 0 ? Optional.empty() : Optional.of(atLeastSha256(jdkName(signature.substring(0, with))));
    }

    /** {@code SHA256} of a signature's name is {@code SHA-256} as a digest's; {@code SHA3-256} is the same in both. */
    private static String jdkName(String hash) {
        return hash.startsWith("SHA") && !hash.startsWith("SHA3-") && !hash.startsWith("SHA-")
                ? "SHA-" + hash.substring(3)
                : hash;
    }

    private static String atLeastSha256(String hash) {
        return hash.equals("MD5") || hash.equals("SHA-1") || hash.equals("SHA1") ? "SHA-256" : hash;
    }

    private static Optional<String> pssHash(X509Certificate certificate) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            return Optional.of(parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm());
        } catch (NoSuchAlgorithmException | InvalidParameterSpecException | IOException e) {
            return Optional.empty();
        }
    }
}
