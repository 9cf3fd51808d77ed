package io.quarkiverse.psycopg.runtime.driver.connection.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import io.quarkiverse.psycopg.error.TlsException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;

/**
 * A client's certificate and key from PEM files; the key may be encrypted (PKCS #8) with a password.
 */
final class PemKey {

    private static final Pattern ENCRYPTED = Pattern
            .compile("-----BEGIN ENCRYPTED PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END ENCRYPTED PRIVATE KEY-----");

    private PemKey() {
    }

    /** @throws TlsException the key cannot be decrypted */
    static PemKeyCertOptions read(Path certificate, Path key, Optional<String> password) throws IOException {
        String pem = Files.readString(key, StandardCharsets.US_ASCII);
        Matcher encrypted = ENCRYPTED.matcher(pem);
        if (encrypted.find()) {
            pem = decrypt(Base64.getMimeDecoder().decode(encrypted.group(1)), key, password);
        } else if (pem.contains("ENCRYPTED")) {
            throw new TlsException("the key in \"" + key + "\" is encrypted in the old format: convert it with"
                    + " \"openssl pkcs8 -topk8\"");
        }
        return new PemKeyCertOptions().addCertValue(Buffer.buffer(Files.readAllBytes(certificate)))
                .addKeyValue(Buffer.buffer(pem));
    }

    private static String decrypt(byte[] der, Path key, Optional<String> password) throws IOException {
        char[] secret = password.orElseThrow(
                () -> new TlsException("the key in \"" + key + "\" is encrypted, but there is no sslpassword")).toCharArray();
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
            AlgorithmParameters parameters = info.getAlgParameters();
            // PBES2 names its algorithm only in its parameters.
            String algorithm = info.getAlgName().equals("PBES2") || info.getAlgName().equals("1.2.840.113549.1.5.13")
                    ? parameters.toString()
                    : info.getAlgName();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(secret)), parameters);
            byte[] plain = info.getKeySpec(cipher).getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(plain)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new TlsException("the key in \"" + key + "\" cannot be decrypted: is sslpassword right?", e);
        }
    }
}
