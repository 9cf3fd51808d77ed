package io.quarkiverse.psycopg.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A name server on 127.0.0.1 that answers every question for IPv4 addresses with the same ones, whatever the name, and
 * every other question with nothing.
 */
public final class TestNameServer implements AutoCloseable {

    private static final int HEADER = 12;
    private static final int TYPE_A = 1;
    private static final int CLASS_IN = 1;
    private static final int SECONDS = 60;

    private final DatagramSocket socket;
    private final List<InetAddress> addresses;

    public TestNameServer(List<InetAddress> addresses) {
        this.addresses = List.copyOf(addresses);
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RogueServer.daemon("test-name-server", this::serve);
    }

    /** As a resolver wants it: address and port. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** The question again, then the addresses (RFC 1035, section 4). */
    private byte[] answer(ByteBuffer question) {
        int end = HEADER;
        while (question.get(end) != 0) {
            end += question.get(end) + 1;
        }
        int type = question.getShort(end + 1);
        end += 1 + 2 * Short.BYTES;
        int count = type == TYPE_A ? addresses.size() : 0;
        ByteBuffer out = ByteBuffer.allocate(512);
        out.putShort(question.getShort(0)).putShort((short) 0x8180).putShort((short) 1).putShort((short) count).putInt(0);
        out.put(question.array(), HEADER, end - HEADER);
        for (InetAddress address : addresses.subList(0, count)) {
            out.putShort((short) (0xc000 | HEADER)).putShort((short) TYPE_A).putShort((short) CLASS_IN).putInt(SECONDS);
            out.putShort((short) address.getAddress().length).put(address.getAddress());
        }
        byte[] answer = new byte[out.position()];
        out.flip().get(answer);
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
