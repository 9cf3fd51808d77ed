package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The protocol's times: microseconds since 2000-01-01 UTC.
 */
public final class ServerTime {

    private static final long EPOCH_SECONDS = 946_684_800L;
    private static final long MICROS = 1_000_000L;
    private static final long NANOS_PER_MICRO = 1_000L;

    private ServerTime() {
    }

    /** The instant of a time on the wire; every 64-bit number has one. */
    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(EPOCH_SECONDS + Math.floorDiv(micros, MICROS),
                Math.floorMod(micros, MICROS) * NANOS_PER_MICRO);
    }

    /** An instant as the wire has it; finer digits are cut. */
    public static long toMicros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.ofEpochSecond(EPOCH_SECONDS), instant);
    }
}
