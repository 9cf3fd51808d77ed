package io.quarkiverse.psycopg.runtime.driver.transaction;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.AccessMode;
import io.quarkiverse.psycopg.Deferral;
import io.quarkiverse.psycopg.IsolationLevel;
import io.quarkiverse.psycopg.TransactionOptions;

/**
 * The words of transaction control, spelled as psycopg spells them.
 */
final class TransactionSql {

    private TransactionSql() {
    }

    /** BEGIN with the modes that are named. */
    static String begin(TransactionOptions options) {
        StringBuilder sql = new StringBuilder("BEGIN");
        if (options.isolation() != IsolationLevel.DEFAULT) {
            sql.append(" ISOLATION LEVEL ").append(words(options.isolation()));
        }
        if (options.access() != AccessMode.DEFAULT) {
            sql.append(' ').append(words(options.access()));
        }
        if (options.deferral() != Deferral.DEFAULT) {
            sql.append(' ').append(words(options.deferral()));
        }
        return sql.toString();
    }

    /** What turns a session whose defaults are the first options into one whose defaults are the second. */
    static List<String> setDefaults(TransactionOptions from, TransactionOptions to) {
        List<String> sql = new ArrayList<>();
        if (from.isolation() != to.isolation()) {
            sql.add(set("isolation", to.isolation() == IsolationLevel.DEFAULT ? null : words(to.isolation())));
        }
        if (from.access() != to.access()) {
            sql.add(set("read_only", onOff(to.access(), AccessMode.DEFAULT, AccessMode.READ_ONLY)));
        }
        if (from.deferral() != to.deferral()) {
            sql.add(set("deferrable", onOff(to.deferral(), Deferral.DEFAULT, Deferral.DEFERRABLE)));
        }
        return sql;
    }

    private static <E extends Enum<E>> String onOff(E value, E unset, E on) {
        return value == unset ? null : value == on ? "on" : "off";
    }

    private static String set(String name, String valueOrNull) {
        return "SET default_transaction_" + name + " TO " + (valueOrNull == null ? "DEFAULT" : "'" + valueOrNull + "'");
    }

    private static String words(Enum<?> constant) {
        return constant.name().replace('_', ' ');
    }
}
