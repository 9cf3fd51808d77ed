package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import io.quarkiverse.psycopg.TargetSessionAttrs;

/**
 * What {@code target_session_attrs} chooses by.
 *
 * @param inRecovery whether the server is a hot standby
 * @param readOnly whether sessions cannot write by default
 */
record ServerRole(boolean inRecovery, boolean readOnly) {

    boolean fits(TargetSessionAttrs wanted) {
        return switch (wanted) {
            case ANY -> true;
            case READ_WRITE -> !readOnly && !inRecovery;
            case READ_ONLY -> readOnly || inRecovery;
            case PRIMARY -> !inRecovery;
            case STANDBY, PREFER_STANDBY -> inRecovery;
        };
    }
}
