package io.quarkiverse.psycopg.benchmarks.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

import io.quarkiverse.psycopg.benchmarks.client.LimitMessages.Tally;
import io.quarkiverse.psycopg.benchmarks.workload.Tables;

/** Opens sockets, logs in by SCRAM-SHA-256 as RFC 5802 tells, and closes them. What the server proves is not looked at. */
final class LimitLogin {

    private static final int HASH_BITS = 256;
    private static final int REQUEST = 9;

    private final int port;
    private final boolean keeping;
    private final ByteBuffer in = ByteBuffer.allocateDirect(16 * 1024);
    private final SecureRandom random = new SecureRandom();
    private byte[] salted;

    /** @param keeping whether the password is derived once only */
    LimitLogin(int port, boolean keeping) {
        this.port = port;
        this.keeping = keeping;
    }

    /** Opens and closes one. */
    void connect() throws IOException, GeneralSecurityException {
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port))) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            in.clear().flip();
            byte[] nonceBytes = new byte[18];
            random.nextBytes(nonceBytes);
            String first = "n=,r=" + Base64.getEncoder().encodeToString(nonceBytes);
            send(channel, LimitMessages.startupOf(Tables.SCRAM_USER));
            authentication(channel);
            send(channel, password(ByteBuffer.allocate(64 + first.length()).put(LimitMessages.ascii("SCRAM-SHA-256\0"))
                    .putInt(3 + first.length()).put(LimitMessages.ascii("n,," + first))));
            String challenge = authentication(channel);
            byte[] proof = LimitMessages.ascii(last(first, challenge));
            send(channel, password(ByteBuffer.allocate(proof.length).put(proof)));
            Tally tally = new Tally();
            for (tally.skim(in); tally.ready == 0; tally.skim(in)) {
                read(channel);
            }
            send(channel, new byte[] { 'X', 0, 0, 0, 4 });
        }
    }

    private String last(String first, String challenge) throws GeneralSecurityException {
        String[] parts = challenge.split(",");
        String withoutProof = "c=biws," + parts[0];
        byte[] key = mac(salted(parts[1].substring(2), Integer.parseInt(parts[2].substring(2))), "Client Key");
        byte[] proof = mac(MessageDigest.getInstance("SHA-256").digest(key), first + "," + challenge + "," + withoutProof);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= key[i];
        }
        return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
    }

    private byte[] salted(String salt, int iterations) throws GeneralSecurityException {
        if (salted == null || !keeping) {
            salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(new PBEKeySpec(
                    Tables.SCRAM_PASSWORD.toCharArray(), Base64.getDecoder().decode(salt), iterations, HASH_BITS)).getEncoded();
        }
        return salted;
    }

    private static byte[] mac(byte[] key, String message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(LimitMessages.ascii(message));
    }

    private static byte[] password(ByteBuffer body) {
        body.flip();
        return ByteBuffer.allocate(LimitMessages.HEADER + body.limit()).put((byte) 'p').putInt(4 + body.limit()).put(body)
                .array();
    }

    private static void send(SocketChannel channel, byte[] message) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(message);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** The data of the next authentication request: a type, a length, the kind of request, the data. */
    private String authentication(SocketChannel channel) throws IOException {
        while (in.remaining() < REQUEST || in.remaining() <= in.getInt(in.position() + 1)) {
            read(channel);
        }
        if (in.get() != 'R') {
            throw new IOException("the server refuses the login");
        }
        byte[] data = new byte[in.getInt() - 8];
        in.getInt();
        in.get(data);
        return new String(data, StandardCharsets.US_ASCII);
    }

    private void read(SocketChannel channel) throws IOException {
        in.compact();
        if (channel.read(in) < 0) {
            throw new EOFException("the server closed the connection");
        }
        in.flip();
    }
}
