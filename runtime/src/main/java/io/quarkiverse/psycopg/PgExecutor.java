package io.quarkiverse.psycopg;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * What both a pool and a connection can run: statements with their arguments.
 * <p>
 * Every {@link Uni} and {@link Multi} is lazy: one subscription is one execution, and on a connection the order of subscription
 * is the order of execution. Statements are bound on the server; {@code %s}, {@code %(name)s} and {@code %%} are psycopg's
 * placeholders. Without arguments nothing is scanned. Cancelling a subscription ends the work on the server.
 * <p>
 * Failures are {@link io.quarkiverse.psycopg.error.PgException}s.
 */
public interface PgExecutor {

    /** Runs a statement and gives the server's word on it; rows that it returns are dropped. */
    Uni<CommandTag> execute(String sql, Args args);

    /** The first row as a mapped value, null where there is no row. Further rows are dropped. */
    <T> Uni<T> fetchOne(RowMapper<T> mapper, String sql, Args args);

    /** All rows, mapped, in order; an empty list where there is none. */
    <T> Uni<List<T>> fetchAll(RowMapper<T> mapper, String sql, Args args);

    /** The rows as they are asked for: it reads from the server no faster than its subscriber takes them. */
    <T> Multi<T> stream(RowMapper<T> mapper, String sql, Args args);

    /**
     * Runs one statement for each entry of arguments, in one go: one Parse, one flush, all or nothing outside a transaction.
     *
     * @return the number of changed rows per entry
     */
    Uni<long[]> executeMany(String sql, Iterable<Args> entries);

    /**
     * Sends several statements without waiting in between. Statements between two {@link Pipeline#sync() sync points} form one
     * implicit transaction.
     *
     * @return an outcome per statement, in order, also when the connection was lost in between; the Uni itself fails only when
     *         the block throws, or no connection can be had
     */
    Uni<List<PipelineOutcome>> pipeline(Consumer<Pipeline> block);

    /**
     * The mapper for rows of a class: the one that was generated for a record with
     * {@link io.quarkiverse.psycopg.mapping.PgRow}, or registered with {@link Psycopg#registerMapper}.
     *
     * @throws io.quarkiverse.psycopg.error.ProgrammingException where there is none
     */
    <T> RowMapper<T> mapper(Class<T> type);

    /**
     * What composes {@link Sql} and writes literals for this executor: a connection's tells of its session, a pool's means the
     * same in every session.
     */
    SqlContext sqlContext();

    /**
     * The statement with its arguments written into it as literals: what would be sent if values were bound on the client.
     * Nothing is sent.
     */
    default String mogrify(String sql, Args args) {
        return sqlContext().mogrify(sql, args);
    }

    /** As {@link #mogrify(String, Args)}, with arguments by position. */
    default String mogrify(String sql, Object... args) {
        return mogrify(sql, Args.of(args));
    }

    /**
     * Notifies those who listen to a channel; in a transaction when it commits, and not at all when it is rolled back. What is
     * sent twice in one transaction, channel and payload the same, arrives once.
     *
     * @param channel at most 63 bytes of UTF-8, taken as it is
     * @param payload at most 7,999 bytes of UTF-8
     */
    Uni<Void> notify(String channel, String payload);

    /** As {@link #notify(String, String)}, with an empty payload. */
    default Uni<Void> notify(String channel) {
        return notify(channel, "");
    }

    /**
     * The same executor whose operations have this deadline each, in place of the configured {@code query-timeout}.
     *
     * @param timeout {@link Duration#ZERO} for none
     */
    PgExecutor withTimeout(Duration timeout);

    /** As {@link #execute(String, Args)}, without arguments: nothing is scanned for placeholders. */
    default Uni<CommandTag> execute(String sql) {
        return execute(sql, Args.none());
    }

    /** As {@link #execute(String, Args)}, with arguments by position. */
    default Uni<CommandTag> execute(String sql, Object... args) {
        return execute(sql, Args.of(args));
    }

    /** As {@link #fetchOne(RowMapper, String, Args)}, with the class's {@link #mapper}. */
    default <T> Uni<T> fetchOne(Class<T> type, String sql, Args args) {
        return Uni.createFrom().deferred(() -> fetchOne(mapper(type), sql, args));
    }

    /** As {@link #fetchOne(Class, String, Args)}, without arguments. */
    default <T> Uni<T> fetchOne(Class<T> type, String sql) {
        return fetchOne(type, sql, Args.none());
    }

    /** As {@link #fetchOne(Class, String, Args)}, with arguments by position. */
    default <T> Uni<T> fetchOne(Class<T> type, String sql, Object... args) {
        return fetchOne(type, sql, Args.of(args));
    }

    /** As {@link #fetchAll(RowMapper, String, Args)}, with the class's {@link #mapper}. */
    default <T> Uni<List<T>> fetchAll(Class<T> type, String sql, Args args) {
        return Uni.createFrom().deferred(() -> fetchAll(mapper(type), sql, args));
    }

    /** As {@link #fetchAll(Class, String, Args)}, without arguments. */
    default <T> Uni<List<T>> fetchAll(Class<T> type, String sql) {
        return fetchAll(type, sql, Args.none());
    }

    /** As {@link #fetchAll(Class, String, Args)}, with arguments by position. */
    default <T> Uni<List<T>> fetchAll(Class<T> type, String sql, Object... args) {
        return fetchAll(type, sql, Args.of(args));
    }

    /** As {@link #stream(RowMapper, String, Args)}, with the class's {@link #mapper}. */
    default <T> Multi<T> stream(Class<T> type, String sql, Args args) {
        return Multi.createFrom().deferred(() -> stream(mapper(type), sql, args));
    }

    /** As {@link #stream(Class, String, Args)}, without arguments. */
    default <T> Multi<T> stream(Class<T> type, String sql) {
        return stream(type, sql, Args.none());
    }

    /** As {@link #stream(Class, String, Args)}, with arguments by position. */
    default <T> Multi<T> stream(Class<T> type, String sql, Object... args) {
        return stream(type, sql, Args.of(args));
    }

    /** As {@link #fetchOne(RowMapper, String, Args)}, as rows, without arguments: nothing is scanned for placeholders. */
    default Uni<Row> fetchOne(String sql) {
        return fetchOne(row -> row, sql, Args.none());
    }

    /** As {@link #fetchOne(RowMapper, String, Args)}, as rows, with arguments by position. */
    default Uni<Row> fetchOne(String sql, Object... args) {
        return fetchOne(row -> row, sql, Args.of(args));
    }

    /** As {@link #fetchOne(RowMapper, String, Args)}, as rows. */
    default Uni<Row> fetchOne(String sql, Args args) {
        return fetchOne(row -> row, sql, args);
    }

    /** As {@link #fetchAll(RowMapper, String, Args)}, as rows, without arguments: nothing is scanned for placeholders. */
    default Uni<List<Row>> fetchAll(String sql) {
        return fetchAll(row -> row, sql, Args.none());
    }

    /** As {@link #fetchAll(RowMapper, String, Args)}, as rows, with arguments by position. */
    default Uni<List<Row>> fetchAll(String sql, Object... args) {
        return fetchAll(row -> row, sql, Args.of(args));
    }

    /** As {@link #fetchAll(RowMapper, String, Args)}, as rows. */
    default Uni<List<Row>> fetchAll(String sql, Args args) {
        return fetchAll(row -> row, sql, args);
    }

    /** As {@link #stream(RowMapper, String, Args)}, as rows, without arguments: nothing is scanned for placeholders. */
    default Multi<Row> stream(String sql) {
        return stream(row -> row, sql, Args.none());
    }

    /** As {@link #stream(RowMapper, String, Args)}, as rows, with arguments by position. */
    default Multi<Row> stream(String sql, Object... args) {
        return stream(row -> row, sql, Args.of(args));
    }

    /** As {@link #stream(RowMapper, String, Args)}, as rows. */
    default Multi<Row> stream(String sql, Args args) {
        return stream(row -> row, sql, args);
    }

    /** As {@link #execute(String, Args)}, for composed SQL; it is written out when the operation starts. */
    default Uni<CommandTag> execute(Sql sql, Args args) {
        return Uni.createFrom().deferred(() -> execute(inContext(sql, args), args));
    }

    /**
     * As {@link #execute(String, Args)}, for composed SQL; it is written out when the operation starts. No arguments means that
     * nothing is scanned for placeholders.
     */
    default Uni<CommandTag> execute(Sql sql, Object... args) {
        return execute(sql, args != null && args.length == 0 ? Args.none() : Args.of(args));
    }

    /** As {@link #fetchOne(String, Args)}, for composed SQL; it is written out when the operation starts. */
    default Uni<Row> fetchOne(Sql sql, Args args) {
        return Uni.createFrom().deferred(() -> fetchOne(inContext(sql, args), args));
    }

    /**
     * As {@link #fetchOne(String, Args)}, for composed SQL; it is written out when the operation starts. No arguments means
     * that nothing is scanned for placeholders.
     */
    default Uni<Row> fetchOne(Sql sql, Object... args) {
        return fetchOne(sql, args != null && args.length == 0 ? Args.none() : Args.of(args));
    }

    /** As {@link #fetchAll(String, Args)}, for composed SQL; it is written out when the operation starts. */
    default Uni<List<Row>> fetchAll(Sql sql, Args args) {
        return Uni.createFrom().deferred(() -> fetchAll(inContext(sql, args), args));
    }

    /**
     * As {@link #fetchAll(String, Args)}, for composed SQL; it is written out when the operation starts. No arguments means
     * that nothing is scanned for placeholders.
     */
    default Uni<List<Row>> fetchAll(Sql sql, Object... args) {
        return fetchAll(sql, args != null && args.length == 0 ? Args.none() : Args.of(args));
    }

    /** As {@link #stream(String, Args)}, for composed SQL; it is written out when the operation starts. */
    default Multi<Row> stream(Sql sql, Args args) {
        return Multi.createFrom().deferred(() -> stream(inContext(sql, args), args));
    }

    /**
     * As {@link #stream(String, Args)}, for composed SQL; it is written out when the operation starts. No arguments means that
     * nothing is scanned for placeholders.
     */
    default Multi<Row> stream(Sql sql, Object... args) {
        return stream(sql, args != null && args.length == 0 ? Args.none() : Args.of(args));
    }

    private String inContext(Sql sql, Args args) {
        return args instanceof Args.None ? sqlContext().compose(sql) : sqlContext().composeTemplate(sql);
    }
}
