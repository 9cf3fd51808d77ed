package io.quarkiverse.psycopg.deployment.devservices.container;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

import io.quarkiverse.psycopg.deployment.devservices.Account;
import io.quarkiverse.psycopg.deployment.devservices.DatabasePlan;
import io.quarkiverse.psycopg.deployment.devservices.DatabaseSetup;
import io.quarkiverse.psycopg.deployment.devservices.InitScript;
import io.quarkiverse.psycopg.deployment.devservices.PostgresService;

/**
 * A Dev Service that runs the official PostgreSQL image by Testcontainers.
 */
public final class ContainerService implements PostgresService {

    private static final String IMAGE = "docker.io/library/postgres:";
    private static final int PORT = 5432;
    private static final long POLL_NANOS = 100_000_000L;

    private final DatabasePlan plan;
    private final Container container;

    /** A service that is not started yet. */
    public ContainerService(DatabasePlan plan) {
        this.plan = plan;
        this.container = new Container(plan);
    }

    /** Pulls the image where it is missing, starts the container and prepares its database. */
    @Override
    public void start() {
        try {
            container.start();
            prepare();
        } catch (SQLException | RuntimeException e) {
            close();
            throw new IllegalStateException("The Dev Service for " + plan.name() + " could not start in a container: "
                    + e.getMessage() + " (quarkus.psycopg.devservices.provider=embedded needs no engine)", e);
        }
    }

    private void prepare() throws SQLException {
        // A container that is used again has run them; its data says so.
        DatabaseSetup setup = setup();
        if (setup.createDatabase() || plan.kept().isEmpty()) {
            for (InitScript script : plan.scripts()) {
                setup.run(script);
            }
        }
    }

    private DatabaseSetup setup() {
        return new DatabaseSetup(address(), plan.account());
    }

    @Override
    public String address() {
        return container.getHost() + ":" + container.getMappedPort(PORT);
    }

    @Override
    public String database() {
        return plan.account().database();
    }

    @Override
    public String getContainerId() {
        return container.getContainerId();
    }

    @Override
    public void close() {
        container.close();
    }

    /** The command line of the server in the container. */
    static String[] command(Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of("postgres"));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command.toArray(String[]::new);
    }

    /** The image for a configured version: the tag is the version. */
    static DockerImageName image(String version) {
        return DockerImageName.parse(IMAGE + version.strip());
    }

    /**
     * The container. Testcontainers' own class for PostgreSQL waits for log lines, and gives what {@link DatabaseSetup} does.
     */
    private static final class Container extends GenericContainer<Container> {

        Container(DatabasePlan plan) {
            super(image(plan.version()));
            Account account = plan.account();
            withEnv("POSTGRES_USER", account.user());
            withEnv("POSTGRES_PASSWORD", account.password());
            // Not POSTGRES_DB: whether the database is new says whether the scripts have to run.
            withEnv("POSTGRES_DB", "postgres");
            withCommand(command(plan.settings()));
            withReuse(plan.kept().isPresent());
            withStartupTimeout(plan.timeout());
            waitingFor(new Answers(account));
            if (plan.port().isPresent()) {
                addFixedExposedPort(plan.port().getAsInt(), PORT);
            } else {
                addExposedPort(PORT);
            }
        }
    }

    /** Waits until a query over TCP is answered: the server that sets up the image listens on a local socket only. */
    private static final class Answers extends AbstractWaitStrategy {

        private final Account account;

        Answers(Account account) {
            this.account = account;
        }

        @Override
        protected void waitUntilReady() {
            String address = waitStrategyTarget.getHost() + ":" + waitStrategyTarget.getMappedPort(PORT);
            DatabaseSetup setup = new DatabaseSetup(address, new Account("postgres", account.user(), account.password()));
            long deadline = System.nanoTime() + startupTimeout.toNanos();
            while (!setup.answers()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("no answer on " + address + " within " + startupTimeout.toSeconds() + " s");
                }
                java.util.concurrent.locks.LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }
}
