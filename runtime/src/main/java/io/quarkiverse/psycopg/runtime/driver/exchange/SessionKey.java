package io.quarkiverse.psycopg.runtime.driver.exchange;

import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

/**
 * What the server said about a session that has begun.
 *
 * @param protocol the version that both speak
 * @param processId of the server's process, as {@code pg_backend_pid()}; 0 where none was told (some poolers)
 * @param cancelKey lets whoever knows it cancel this session's statements: secret; empty where none was told
 */
public record SessionKey(ProtocolVersion protocol, int processId, Bytes cancelKey) {
}
