package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.psycopg.testsupport.TestServer;

/** What a server's log tells of the statements of sessions that have {@code log_statement=all}. */
final class StatementLog {

    /**
     * The default prefix ends in the process in brackets. The extended protocol's statements are told when they are executed.
     */
    private static final Pattern LINE = Pattern.compile("\\[(\\d+)] LOG:  (?:statement|execute [^:]+): (.*)");

    private final TestServer server;
    private int read;

    StatementLog(TestServer server) {
        this.server = server;
        this.read = server.log().length();
    }

    /** A statement and the server process that has run it. */
    record Entry(int process, String sql) {
    }

    /** What was logged since the last call. */
    List<Entry> next() {
        String log = server.log();
        List<Entry> entries = new ArrayList<>();
        Matcher line = LINE.matcher(log.substring(read));
        while (line.find()) {
            entries.add(new Entry(Integer.parseInt(line.group(1)), line.group(2)));
        }
        read = log.length();
        return entries;
    }
}
