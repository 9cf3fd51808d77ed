package io.quarkiverse.psycopg.runtime.driver.replication;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.PgOutputDecoder;

/**
 * The options that pgoutput is started with, and the decoder that fits them. The protocol version is the lowest that has what
 * the options ask for, unless they name one.
 *
 * @param options in the form of START_REPLICATION
 * @param version the protocol version
 * @param parallel whether transactions in progress are streamed for parallel application
 */
record PgOutputOptions(Map<String, String> options, int version, boolean parallel) {

    private static final String VERSION = "proto_version";
    private static final int V14 = 140000;

    static PgOutputOptions of(List<String> publications, Map<String, String> given, int serverVersion) {
        Map<String, String> options = new LinkedHashMap<>();
        String streaming = given.getOrDefault("streaming", "off");
        boolean parallel = streaming.equals("parallel");
        int version = 1;
        if (parallel) {
            version = PgOutputDecoder.NEWEST_VERSION;
        } else if (isOn(given.get("two_phase"))) {
            version = PgOutputDecoder.TWO_PHASE_VERSION;
        } else if (isOn(streaming)) {
            version = PgOutputDecoder.STREAMING_VERSION;
        }
        options.put(VERSION, String.valueOf(version));
        options.put("publication_names", publications.stream().map(name -> '"' + name.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",")));
        if (serverVersion >= V14) {
            options.put("messages", "true");
        }
        options.putAll(given);
        return new PgOutputOptions(options, number(options.get(VERSION)), parallel);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new ProgrammingException("pgoutput's option proto_version is to be a number from 1 to 4", e);
        }
    }

    PgOutputDecoder decoder() {
        return new PgOutputDecoder(version, parallel);
    }

    private static boolean isOn(String value) {
        return value != null && (value.equals("on") || value.equals("true") || value.equals("1") || value.equals("yes"));
    }
}
