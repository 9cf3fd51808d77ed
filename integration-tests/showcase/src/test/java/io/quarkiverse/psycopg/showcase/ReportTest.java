package io.quarkiverse.psycopg.showcase;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgPool;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/** The long report is read at its reader's pace, and ends on the server with its reader. */
@QuarkusTest
class ReportTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String RUNNING = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' "
            + "AND query LIKE '%CROSS JOIN products%' AND pid <> pg_backend_pid()";

    @TestHTTPResource("/api/report")
    URL report;

    @TestHTTPResource("/")
    URL page;

    @Inject
    PgPool pool;

    @Test
    void reportEndsOnTheServerWhenItsReaderGoesAway() throws IOException {
        try (Socket socket = new Socket(report.getHost(), report.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /api/report HTTP/1.1\r\nHost: report\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).contains("200");
            String line = lines.readLine();
            while (!line.startsWith("{")) {
                line = lines.readLine();
            }
            assertThat(line).contains("\"product\":\"Desk lamp\"");
            untilRunning(1);
        }
        untilRunning(0);
        assertThat(given().get("/api/products").statusCode()).isEqualTo(200);
    }

    @Test
    void visitorStopsTheReportHalfWay() {
        try (Browser browser = Browser.start(1440, 1140)) {
            browser.open(page.toString());
            browser.await("#state-text", "live");
            browser.click("#report");
            browser.await("#report-lines", "lines so far");
            untilRunning(1);
            browser.click("#report");
            browser.await("#report-lines", "stopped after");
            untilRunning(0);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private void untilRunning(long count) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long running = running();
        while (running != count && System.nanoTime() < end) {
            running = running();
        }
        assertThat(running).isEqualTo(count);
    }

    private long running() {
        return pool.fetchOne(RUNNING).await().atMost(PATIENCE).getLong(0);
    }
}
