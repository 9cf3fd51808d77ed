package io.quarkiverse.psycopg.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;

class SecretScanTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputScan scan = new OutputScan(PlantedSecrets.all());
    private final PrintStream out = scan.watch(new PrintStream(written, true), "here");

    @Test
    void aSecretIsFoundInPiecesAndPassedOn() {
        String secret = PlantedSecrets.PASSWORD;
        out.print("plantedplanted-pas" + secret.substring(0, 9));
        out.write(secret.charAt(9));
        out.print(secret.substring(10) + " after");
        assertThat(scan.takeFindings()).containsExactly("planted-password in here");
        assertThat(written.toString()).endsWith(secret + " after");
        assertThat(scan.takeFindings()).isEmpty();
    }

    @Test
    void whatIsNoSecretIsNotFound() {
        out.println(PlantedSecrets.PASSWORD.substring(1) + PlantedSecrets.ROW_VALUE.toLowerCase());
        assertThat(scan.takeFindings()).isEmpty();
    }

    @Test
    void theWholeRunIsWatched() {
        System.out.println("shown on purpose, by the test of the scan: " + PlantedSecrets.PARAMETER);
        System.err.println("shown on purpose, by the test of the scan: " + PlantedSecrets.PARAMETER);
        Logger.getLogger("some.logger").severe("shown on purpose, by the test of the scan: " + PlantedSecrets.ROW_VALUE);
        assertThat(SecretScanExtension.takeFindings()).contains("planted-parameter in standard output",
                "planted-parameter in standard error", "planted-row-value in the log of some.logger");
    }

    @Test
    void logsAreSearchedWithParametersAndFailures() {
        Handler handler = new SecretScanExtension.ScanningHandler(scan);
        LogRecord entry = new LogRecord(Level.FINEST, "connecting as {0}");
        entry.setLoggerName("driver");
        entry.setParameters(new Object[] { PlantedSecrets.PASSWORD });
        entry.setThrown(new IllegalStateException("outer", new IllegalStateException(PlantedSecrets.ROW_VALUE)));
        handler.publish(entry);
        assertThat(scan.takeFindings()).containsExactly("planted-password in the log of driver",
                "planted-row-value in the log of driver");
    }

    @Test
    void failuresAreSearchedWithTheirCauses() {
        Exception clean = new IllegalStateException("fine", new RuntimeException("also fine"));
        assertThatCode(() -> PlantedSecrets.assertNotIn(clean)).doesNotThrowAnyException();
        clean.addSuppressed(new RuntimeException(PlantedSecrets.KEY_PASSWORD));
        assertThatThrownBy(() -> PlantedSecrets.assertNotIn(clean)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("planted-key-password");
    }
}
