package io.quarkiverse.psycopg.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * An authority of a test's own and the certificates that it issues, as PEM files in one folder. Elliptic curves, so
 * that a certificate takes milliseconds.
 */
public final class TestCertificates {

    private static final Duration DAY = Duration.ofDays(1);

    private final Path folder;
    private final String name;
    private final KeyPair keys = keyPair("EC", 256);
    private final X509Certificate own;
    private int serial = 1;

    /** A new authority that writes into the folder. */
    public TestCertificates(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        this.own = sign(name, keys, List.of(), true, Instant.now().plus(DAY), "SHA256withECDSA");
        write(authority(), pem("CERTIFICATE", encoded(own)));
    }

    /** The authority's own certificate. */
    public Path authority() {
        return folder.resolve(name + ".crt");
    }

    /** A certificate and its key. */
    public record Issued(Path certificate, Path key, X509Certificate x509, PrivateKey privateKey) {

        /** A context for a scripted server. */
        public SSLContext serverContext() {
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry("server", privateKey, new char[0], new X509Certificate[] { x509 });
                KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(store, new char[0]);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), null, null);
                return context;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A certificate with this common name, for these hosts: names, or addresses where they are digits and dots. */
    public Issued issue(String commonName, String... hosts) {
        return issue(commonName, keyPair("EC", 256), "SHA256withECDSA", Instant.now().plus(DAY), hosts);
    }

    /** One that was valid until yesterday. */
    public Issued issueExpired(String commonName, String... hosts) {
        return issue(commonName, keyPair("EC", 256), "SHA256withECDSA", Instant.now().minus(DAY), hosts);
    }

    private Issued issue(String commonName, KeyPair pair, String algorithm, Instant until, String... hosts) {
        X509Certificate certificate = sign(commonName, pair, List.of(hosts), false, until, algorithm);
        String file = name + "-" + commonName.replace('*', '_') + "-" + serial;
        write(folder.resolve(file + ".crt"), pem("CERTIFICATE", encoded(certificate)));
        write(folder.resolve(file + ".key"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        return new Issued(folder.resolve(file + ".crt"), folder.resolve(file + ".key"), certificate, pair.getPrivate());
    }

    /** The key once more, encrypted as {@code openssl pkcs8 -topk8} does it. */
    public Path encryptKey(Issued issued, String password) {
        try {
            byte[] encrypted = new JcaPKCS8EncryptedPrivateKeyInfoBuilder(issued.privateKey()).build(
                    new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                            .setProvider(new BouncyCastleProvider())
                            .setPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))
                            .build(password.toCharArray()))
                    .getEncoded();
            Path file = folder.resolve(name + "-" + serial++ + "-encrypted.key");
            write(file, pem("ENCRYPTED PRIVATE KEY", encrypted));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A self-signed certificate with this kind of key and signature, such as RSA and SHA512withRSAandMGF1; not written. */
    public static X509Certificate selfSigned(String keyAlgorithm, int keySize, String signature) {
        KeyPair pair = keyPair(keyAlgorithm, keySize);
        X500Name subject = new X500Name("CN=self");
        return build(subject, subject, BigInteger.ONE, pair, pair.getPrivate(), List.of(), false, Instant.now().plus(DAY),
                signature);
    }

    /** A list that revokes these certificates. */
    public Path revoke(Issued... revoked) {
        try {
            JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(own.getSubjectX500Principal(), new Date());
            builder.setNextUpdate(Date.from(Instant.now().plus(DAY)));
            for (Issued one : revoked) {
                builder.addCRLEntry(one.x509().getSerialNumber(), new Date(), 0);
            }
            byte[] list = new JcaX509CRLConverter()
                    .getCRL(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())))
                    .getEncoded();
            Path file = folder.resolve(name + "-" + serial++ + ".crl");
            write(file, pem("X509 CRL", list));
            return file;
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate sign(String commonName, KeyPair pair, List<String> hosts, boolean authority, Instant until,
            String algorithm) {
        return build(new X500Name("CN=" + name), new X500Name("CN=" + commonName), BigInteger.valueOf(++serial), pair,
                keys.getPrivate(), hosts, authority, until, algorithm);
    }

    private static X509Certificate build(X500Name issuer, X500Name subject, BigInteger serial, KeyPair pair, PrivateKey signer,
            List<String> hosts, boolean authority, Instant until, String algorithm) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(issuer, serial,
                    Date.from(until.minus(DAY.multipliedBy(10))), Date.from(until), subject, pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            List<GeneralName> names = new ArrayList<>();
            hosts.forEach(host -> names.add(
                    new GeneralName(host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, host)));
            if (!names.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false,
                        new GeneralNames(names.toArray(GeneralName[]::new)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(signer(algorithm).build(signer)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDK does not know RSASSA-PSS by the names that carry the hash. */
    private static JcaContentSignerBuilder signer(String algorithm) {
        JcaContentSignerBuilder signer = new JcaContentSignerBuilder(algorithm);
        return algorithm.endsWith("MGF1") ? signer.setProvider(new BouncyCastleProvider()) : signer;
    }

    private static KeyPair keyPair(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (size > 0) {
                generator.initialize(size);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content)
                + "\n-----END " + kind + "-----\n";
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
