package io.quarkiverse.psycopg.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

class LiveReloadTest {

    private static final int PORT = freePort();
    private static final int RELOADS = Integer.getInteger("reloads", 20);
    private static final int WARM_UP = 3;

    /** One that leaked would leak at each reload: what comes and goes by itself is less than every other one. */
    private static final int NOISE = RELOADS / 2;

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest().setArchiveProducer(
            () -> ShrinkWrap.create(JavaArchive.class).addClasses(Endpoint.class, Endpoint.Answer.class)
                    .addAsResource(new StringAsset("""
                            quarkus.http.port=%d
                            quarkus.psycopg.devservices.provider=embedded
                            """.formatted(PORT)), "application.properties"));

    private final HttpClient client = HttpClient.newHttpClient();
    private int mark;

    @Test
    void nothingIsLeftOfEarlierRunsButTheDatabase() throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            reload();
        }
        String start = work()[1];
        Figures before = settled();

        for (int i = 0; i < RELOADS; i++) {
            reload();
        }

        String[] answer = work();
        assertThat(answer[1]).as("the server is the same").isEqualTo(start);
        assertThat(Integer.parseInt(answer[2])).as("server connections").isLessThanOrEqualTo(6);
        Figures after = awaitAtMost(before);
        System.out.println("after " + RELOADS + " reloads: " + after + ", before: " + before);
        assertThat(after.threads).as("threads").isLessThan(before.threads + NOISE);
        assertThat(after.descriptors).as("descriptors").isLessThan(before.descriptors + NOISE);
        assertThat(after.buffers).as("direct buffers").isLessThan(before.buffers + NOISE);
    }

    private void reload() throws IOException, InterruptedException {
        String old = "mark-" + mark;
        String fresh = "mark-" + ++mark;
        APPLICATION.modifySourceFile(Endpoint.class, source -> source.replace(old, fresh));
        assertThat(work()[0]).isEqualTo(fresh);
    }

    private String[] work() throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + "/work"))
                .timeout(Duration.ofSeconds(120)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().split(",");
    }

    private static Figures settled() {
        System.gc();
        return Figures.now();
    }

    private static Figures awaitAtMost(Figures bound) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Figures now = settled();
        while (!now.isWithin(bound) && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
            now = settled();
        }
        return now;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Figures(int threads, int descriptors, long buffers) {

        static Figures now() {
            String[] open = new File("/proc/self/fd").list();
            long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals("direct")).mapToLong(BufferPoolMXBean::getCount).sum();
            return new Figures(Thread.getAllStackTraces().size(), open == null ? 0 : open.length, buffers);
        }

        boolean isWithin(Figures bound) {
            return threads <= bound.threads && descriptors <= bound.descriptors && buffers <= bound.buffers;
        }
    }
}
