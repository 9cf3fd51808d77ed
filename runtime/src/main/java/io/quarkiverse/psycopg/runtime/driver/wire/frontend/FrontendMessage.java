package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * A message that a client sends.
 */
public sealed interface FrontendMessage permits EmptyRequest, Bind, CancelRequest, Close, CopyData, CopyFail, Describe,
        Execute, FunctionCall, GSSENCRequest, Parse, PasswordMessage, Query, SASLInitialResponse, SASLResponse, SSLRequest,
        StartupMessage {

    /** The kind, for switch expressions. */
    FrontendType type();

    /**
     * Appends the message.
     *
     * @throws io.quarkiverse.psycopg.error.ProgrammingException something in it cannot be sent; a part may be written
     */
    void write(WireWriter out);
}
