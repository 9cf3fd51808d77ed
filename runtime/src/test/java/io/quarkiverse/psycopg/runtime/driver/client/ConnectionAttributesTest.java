package io.quarkiverse.psycopg.runtime.driver.client;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.CursorFactory;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.error.Diagnostics;

/** What a connection tells of itself, its notices, and the log of its statements. */
class ConnectionAttributesTest extends CursorTests {

    private static final Logger SQL = Logger.getLogger("io.quarkiverse.psycopg.sql");

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            log.add(entry.getMessage());
        }

        @Override
        public void flush() {
            // keeps all
        }

        @Override
        public void close() {
            // holds nothing
        }
    };

    @BeforeEach
    void listen() {
        SQL.addHandler(handler);
    }

    @AfterEach
    void leave() {
        SQL.removeHandler(handler);
    }

    @Test
    void attributesTellOfTheSession() {
        assertThat(connection.isClosed()).isFalse();
        assertThat(connection.autocommit()).isTrue();
        assertThat(connection.encoding()).isEqualTo("UTF8");
        assertThat(connection.protocolVersion()).isEqualTo(ProtocolVersion.V3_2);
        assertThat(connection.serverVersion()).isGreaterThanOrEqualTo(180000);
        assertThat(connection.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(connection.echo()).isFalse();
        assertThat(connection.notices()).isEmpty();
        assertThat(connection.cursorFactory()).isSameAs(CursorFactory.PLAIN);
        assertThat(connection.raw()).isSameAs(connection);
        assertThat(connection.parameterStatus("is_superuser")).contains("on");
    }

    @Test
    void connectionStringHasNoSecret() {
        PgConnection other = await(
                driver.connect(server().toBuilder().password("planted secret").applicationName("a b").build()));
        try {
            assertThat(other.dsn()).contains("host=", "dbname=", "application_name='a b'").doesNotContain("planted")
                    .doesNotContain("password");
            PgConnection again = await(driver.connect(other.dsn()));
            assertThat(again.dsn()).isEqualTo(other.dsn());
            await(again.close());
        } finally {
            await(other.close());
        }
    }

    @Test
    void lastFiftyNoticesAreKept() {
        await(connection.execute("DO $$ BEGIN FOR i IN 1..60 LOOP RAISE NOTICE 'n%', i; END LOOP; END $$"));
        List<Diagnostics> notices = connection.notices();
        assertThat(notices).hasSize(50);
        assertThat(notices.get(0).messagePrimary()).contains("n11");
        assertThat(notices.get(49).messagePrimary()).contains("n60");
        assertThat(notices.get(49).severityNonlocalized()).contains("NOTICE");
        connection.clearNotices();
        assertThat(connection.notices()).isEmpty();
    }

    @Test
    void noticeHandlerIsToldOfAllAndMayFail() {
        List<String> told = new CopyOnWriteArrayList<>();
        PgConnection other = await(driver.connect(server().toBuilder().noticeHandler(notice -> {
            told.add(notice.messagePrimary().orElse(""));
            throw new IllegalStateException("a handler that fails");
        }).build()));
        await(other.execute("DO $$ BEGIN RAISE NOTICE 'one'; RAISE WARNING 'two'; END $$"));
        assertThat(told).containsExactly("one", "two");
        assertThat(await(other.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
        await(other.close());
    }

    @Test
    void echoLogsStatementsAndHidesValues() {
        connection.echo(true);
        assertThat(connection.cursor().echo()).isTrue();
        await(connection.fetchOne("SELECT %s::text", "planted value"));
        PgCursor cursor = connection.cursor();
        await(cursor.execute("SELECT 2"));
        await(cursor.execute("SELECT %s::text", "planted value"));
        connection.echo(false);
        await(connection.fetchOne("SELECT 3"));
        assertThat(log).containsExactly("SELECT %s::text", "SELECT 2", "SELECT %s::text");
    }

    @Test
    void echoShowsValuesWhereThatIsAskedFor() {
        PgConnection other = await(driver.connect(server().toBuilder().echo(true).echoValues(true).build()));
        await(other.fetchOne("SELECT %s::text", "shown value"));
        await(other.close());
        assertThat(log).contains("SELECT 'shown value'::text");
    }

    @Test
    void echoEndsWithTheLoan() {
        PgPool pool = driver.createPool(server(), PgPoolOptions.builder().maxSize(1).build());
        PgConnection first = await(pool.acquire());
        first.echo(true);
        await(first.close());
        PgConnection second = await(pool.acquire());
        assertThat(second.backendPid()).isPositive();
        assertThat(second.echo()).isFalse();
        await(second.close());
        await(pool.close());
    }

    @Test
    void openCursorsAreFreedTogether() {
        assertThat(connection.hasOpenCursors()).isFalse();
        List<PgCursor> cursors = new ArrayList<>(List.of(connection.cursor(), connection.cursor("never used")));
        assertThat(connection.hasOpenCursors()).isTrue();
        await(connection.freeCursors());
        assertThat(cursors).allMatch(PgCursor::isClosed);
        assertThat(connection.hasOpenCursors()).isFalse();
        await(connection.freeCursors());
    }

    @Test
    void cursorReadsPointsInTimeInItsOwnZone() {
        PgCursor cursor = connection.cursor();
        assertThat(cursor.zone()).isEmpty();
        await(connection.execute("SET TimeZone TO 'UTC'"));
        cursor.zone(ZoneId.of("Asia/Tokyo"));
        for (Object[] args : new Object[][] { {}, { 1 } }) {
            await(args.length == 0 ? cursor.execute("SELECT '2024-02-29 12:00:00+00'::timestamptz, 1")
                    : cursor.execute("SELECT '2024-02-29 12:00:00+00'::timestamptz, %s::int", args));
            OffsetDateTime time = await(cursor.fetchOne()).getOffsetDateTime(0);
            assertThat(time.getOffset()).isEqualTo(ZoneOffset.ofHours(9));
            assertThat(time.getHour()).isEqualTo(21);
        }
        OffsetDateTime plain = await(connection.fetchOne("SELECT '2024-02-29 12:00:00+00'::timestamptz")).getOffsetDateTime(0);
        assertThat(plain.getOffset()).isEqualTo(ZoneOffset.UTC);
        assertThat(cursor.zone()).contains(ZoneId.of("Asia/Tokyo"));
    }
}
