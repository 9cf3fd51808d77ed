package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

/**
 * The int32 after the length in the messages that have no type byte. Source: PostgreSQL's pqcomm.h.
 */
final class RequestCode {

    static final int CANCEL = 80877102;
    static final int SSL = 80877103;
    static final int GSSENC = 80877104;
    /** Protocol 3 in the upper half, the minor version in the lower. */
    static final int PROTOCOL_3 = 3 << 16;
    static final int MINOR_MASK = 0xffff;

    private RequestCode() {
    }
}
