package io.quarkiverse.psycopg.testsupport;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Watches standard output, standard error and the root logger of the whole run, and fails the test class during which one of
 * the {@link PlantedSecrets} was written. Registered by itself, through JUnit's automatic detection.
 */
public final class SecretScanExtension implements BeforeAllCallback, AfterAllCallback {

    private static final OutputScan SCAN = new OutputScan(PlantedSecrets.all());
    private static final Handler LOG_HANDLER = new ScanningHandler(SCAN);
    private static boolean installed;

    @Override
    public void beforeAll(ExtensionContext context) {
        synchronized (SecretScanExtension.class) {
            if (!installed) {
                System.setOut(SCAN.watch(System.out, "standard output"));
                System.setErr(SCAN.watch(System.err, "standard error"));
                installed = true;
            }
            // Quarkus sets its own handlers when an application starts, so it is put back for every class.
            Logger root = Logger.getLogger("");
            root.removeHandler(LOG_HANDLER);
            root.addHandler(LOG_HANDLER);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        List<String> findings = SCAN.takeFindings();
        if (!findings.isEmpty()) {
            throw new AssertionError("secrets were shown while " + context.getDisplayName() + " ran: " + findings);
        }
    }

    /** For the test of this class. */
    static List<String> takeFindings() {
        return SCAN.takeFindings();
    }

    /** Looks at messages, their parameters and what was thrown. */
    static final class ScanningHandler extends Handler {

        private final OutputScan scan;

        ScanningHandler(OutputScan scan) {
            this.scan = scan;
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord entry) {
            StringWriter text = new StringWriter();
            text.append(String.valueOf(entry.getMessage())).append(' ').append(Arrays.toString(entry.getParameters()));
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(text, true));
            }
            scan.look(text.toString(), "the log of " + entry.getLoggerName());
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing to release
        }
    }
}
