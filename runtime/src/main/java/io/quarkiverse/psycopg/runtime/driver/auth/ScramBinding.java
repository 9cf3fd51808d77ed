package io.quarkiverse.psycopg.runtime.driver.auth;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;

/**
 * What a SCRAM login says about channel binding: the gs2-header of RFC 5802, section 7, and the channel's data.
 *
 * @param gs2Header sent in the first message, authenticated by the last
 * @param data binds to the channel; empty where it is not bound
 */
public record ScramBinding(String gs2Header, Bytes data) {

    /** The client does not bind. */
    public static final ScramBinding NONE = new ScramBinding("n,,", Bytes.EMPTY);

    /** The client would bind, but the server did not offer it: a server that did can tell that somebody removed the offer. */
    public static final ScramBinding NOT_OFFERED = new ScramBinding("y,,", Bytes.EMPTY);

    /** Bound to the server's certificate (RFC 5929, section 4). */
    public static ScramBinding serverEndPoint(Bytes certificateHash) {
        return new ScramBinding("p=tls-server-end-point,,", certificateHash);
    }

    /** Whether the login is bound to the channel. */
    public boolean isBound() {
        return !data.isEmpty();
    }
}
