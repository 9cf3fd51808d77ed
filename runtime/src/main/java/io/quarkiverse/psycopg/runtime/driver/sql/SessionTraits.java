package io.quarkiverse.psycopg.runtime.driver.sql;

import java.util.Objects;

/**
 * What of a session matters to composing SQL. Immutable; a session replaces it when ParameterStatus reports a change.
 *
 * @param serverVersion the server's version as a number, 180006 for 18.6; 0 where there is no session
 * @param clientEncoding the encoding's PostgreSQL name
 */
public record SessionTraits(int serverVersion, StringSyntax stringSyntax, String clientEncoding) {

    /** No session: composes what means the same in every one. */
    public static final SessionTraits NONE = new SessionTraits(0, StringSyntax.UNKNOWN, "UTF8");

    private static final String OFF = "off";
    private static final String STANDARD_CONFORMING_STRINGS = "standard_conforming_strings";
    private static final String CLIENT_ENCODING = "client_encoding";

    public SessionTraits {
        Objects.requireNonNull(stringSyntax, "stringSyntax");
        Objects.requireNonNull(clientEncoding, "clientEncoding");
    }

    /** These traits with the server's version. */
    public SessionTraits withServerVersion(int version) {
        return new SessionTraits(version, stringSyntax, clientEncoding);
    }

    /**
     * The traits of a session by what its server has reported; a parameter that was not reported has the server's default.
     */
    public static SessionTraits reported(int serverVersion, String standardConformingStrings, String clientEncoding) {
        return new SessionTraits(serverVersion,
                OFF.equals(standardConformingStrings) ? StringSyntax.ESCAPING : StringSyntax.CONFORMING,
                clientEncoding == null ? NONE.clientEncoding() : clientEncoding);
    }

    /** Whether {@link #reported} would give these traits for these two parameters. */
    public boolean isOf(String standardConformingStrings, String encoding) {
        return stringSyntax == (OFF.equals(standardConformingStrings) ? StringSyntax.ESCAPING : StringSyntax.CONFORMING)
                && (encoding == null ? NONE.clientEncoding() : encoding).equals(clientEncoding);
    }

    /** These traits after the server has reported a parameter; the same object where the parameter is of no concern. */
    public SessionTraits with(String parameter, String value) {
        return switch (parameter) {
            case STANDARD_CONFORMING_STRINGS -> new SessionTraits(serverVersion,
                    OFF.equals(value) ? StringSyntax.ESCAPING : StringSyntax.CONFORMING, clientEncoding);
            case CLIENT_ENCODING -> new SessionTraits(serverVersion, stringSyntax, value);
            default -> this;
        };
    }

    /** Whether a lexer is to take a backslash in {@code '…'} as an ordinary character. */
    public boolean standardConformingStrings() {
        return stringSyntax != StringSyntax.ESCAPING;
    }

    public boolean isConnected() {
        return serverVersion != 0;
    }
}
