package io.quarkiverse.psycopg.testsupport;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes bytes on and finds texts among them, also where they come in pieces. Safe for several threads.
 */
final class OutputScan {

    private final List<byte[]> wanted = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    OutputScan(List<String> secrets) {
        for (String secret : secrets) {
            wanted.add(secret.getBytes(StandardCharsets.UTF_8));
            names.add(PlantedSecrets.name(secret));
        }
    }

    /** A stream that writes to the target what it has looked at. */
    PrintStream watch(PrintStream target, String place) {
        return new PrintStream(new Watched(target, place), true, StandardCharsets.UTF_8);
    }

    /** Looks at a whole text. */
    void look(String text, String place) {
        for (int i = 0; i < wanted.size(); i++) {
            if (text.contains(new String(wanted.get(i), StandardCharsets.UTF_8))) {
                found(names.get(i), place);
            }
        }
    }

    /** What was found since the last time, in order: the kind of secret and the place. */
    synchronized List<String> takeFindings() {
        List<String> taken = List.copyOf(findings);
        findings.clear();
        return taken;
    }

    private synchronized void found(String name, String place) {
        findings.add(name + " in " + place);
    }

    /** Matches byte by byte; no secret has a prefix that is also its suffix, so that one counter each is enough. */
    private final class Watched extends OutputStream {

        private final PrintStream target;
        private final String place;
        private final int[] matched = new int[wanted.size()];

        Watched(PrintStream target, String place) {
            this.target = target;
            this.place = place;
        }

        @Override
        public void write(int b) {
            target.write(b);
            step((byte) b);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            target.write(bytes, offset, length);
            for (int i = offset; i < offset + length; i++) {
                step(bytes[i]);
            }
        }

        private synchronized void step(byte b) {
            for (int i = 0; i < matched.length; i++) {
                byte[] secret = wanted.get(i);
                matched[i] = b == secret[matched[i]] ? matched[i] + 1 : b == secret[0] ? 1 : 0;
                if (matched[i] == secret.length) {
                    matched[i] = 0;
                    found(names.get(i), place);
                }
            }
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }
    }
}
