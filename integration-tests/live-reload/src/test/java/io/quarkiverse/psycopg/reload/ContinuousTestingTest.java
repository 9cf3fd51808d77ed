package io.quarkiverse.psycopg.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.dev.testing.ContinuousTestingSharedStateManager;
import io.quarkus.test.QuarkusDevModeTest;

/** Dev mode with continuous testing: an application's tests run against the Dev Service, and again after each change. */
class ContinuousTestingTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String EXPECTED = "assertEquals(2,";

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest().setArchiveProducer(
            () -> ShrinkWrap.create(JavaArchive.class).addClass(Stock.class).addAsResource(new StringAsset("""
                    quarkus.http.port=0
                    quarkus.http.test-port=0
                    quarkus.psycopg.devservices.provider=embedded
                    quarkus.test.continuous-testing=enabled
                    quarkus.test.include-pattern=.*StockET
                    quarkus.console.basic=true
                    quarkus.console.disable-input=true
                    """), "application.properties"))
            .setTestArchiveProducer(() -> ShrinkWrap.create(JavaArchive.class).addClass(StockET.class));

    private long runs;

    @Test
    void testsRunAgainstTheDevServiceAndAgainAfterEachChange() throws Exception {
        ContinuousTestingSharedStateManager.State first = nextRun();
        assertThat(first.failed).isZero();
        assertThat(first.passed).isEqualTo(1);
        String server = System.getProperty(StockET.SERVER);
        assertThat(server).as("start of the server that the test asked").isNotBlank();

        APPLICATION.modifySourceFile(Stock.class, source -> source.replace("1 + 1", "1 + 2"));
        assertThat(nextRun().failed).as("the test that the change breaks").isEqualTo(1);

        APPLICATION.modifyTestSourceFile(StockET.class, source -> source.replace(EXPECTED, "assertEquals(3,"));
        ContinuousTestingSharedStateManager.State last = nextRun();
        assertThat(last.failed).isZero();
        assertThat(last.passed).isEqualTo(1);
        assertThat(System.getProperty(StockET.SERVER)).as("the server is kept").isEqualTo(server);
    }

    /** Waits until one more run than before has ended. */
    private ContinuousTestingSharedStateManager.State nextRun() throws InterruptedException {
        runs++;
        long end = System.nanoTime() + LIMIT.toNanos();
        ContinuousTestingSharedStateManager.State state = ContinuousTestingSharedStateManager.getLastState();
        while (state.lastRun < runs && System.nanoTime() < end) {
            Thread.sleep(50);
            state = ContinuousTestingSharedStateManager.getLastState();
        }
        assertThat(state.lastRun).as("completed runs").isGreaterThanOrEqualTo(runs);
        runs = state.lastRun;
        return state;
    }
}
