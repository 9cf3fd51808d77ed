package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * A message that a server sends.
 */
public sealed interface BackendMessage permits EmptyMessage, AuthenticationMD5Password, AuthenticationGSSContinue,
        AuthenticationSASL, AuthenticationSASLContinue, AuthenticationSASLFinal, BackendKeyData, CommandComplete,
        CopyBothResponse, CopyData, CopyInResponse, CopyOutResponse, DataRow, ErrorResponse, FunctionCallResponse,
        NegotiateProtocolVersion, ParameterDescription, ReadyForQuery, RowDescription, AsynchronousMessage {

    /** The kind, for switch expressions. */
    BackendType type();

    /** Appends the message as a server sends it, with type byte and length. */
    void write(WireWriter out);
}
