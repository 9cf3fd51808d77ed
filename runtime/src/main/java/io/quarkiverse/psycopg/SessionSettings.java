package io.quarkiverse.psycopg;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link PgConnectOptions} say of the session at its start: the parameters that are sent with the login and what is run
 * after it. A builder's copy changes; that of options never does.
 */
final class SessionSettings {

    String applicationName;
    String options;
    Map<String, String> parameters = Map.of();
    ReplicationMode replication = ReplicationMode.NONE;
    String initSql;

    SessionSettings() {
    }

    SessionSettings(SessionSettings other) {
        applicationName = other.applicationName;
        options = other.options;
        parameters = other.parameters;
        replication = other.replication;
        initSql = other.initSql;
    }

    static Map<String, String> checked(Map<String, String> parameters) {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (OptionChecks.text("parameter name", parameter.getKey()).isEmpty()) {
                throw OptionChecks.refused("the name of a run-time parameter is empty");
            }
            OptionChecks.text(parameter.getKey(), parameter.getValue());
        }
        return Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
