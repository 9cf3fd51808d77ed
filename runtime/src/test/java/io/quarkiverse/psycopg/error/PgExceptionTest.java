package io.quarkiverse.psycopg.error;

import static io.quarkiverse.psycopg.error.ServerErrorsTest.diagnostics;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PgExceptionTest {

    private final Diagnostics unique = diagnostics("S", "FEHLER", "V", "ERROR", "C", "23505", "M", "duplicate key", "D",
            "Key (email)=(jane@example.org) already exists.", "H", "Use another.", "P", "15", "p", "3", "q", "SELECT secretive",
            "W", "COPY t, line 1: \"row\"", "s", "public", "t", "users", "c", "email", "d", "text", "n", "users_key", "F",
            "nbt.c",
            "L", "673", "R", "_bt_check_unique");

    @Test
    void messageAndToStringHideWhatMayShowValues() {
        PgException error = ServerErrors.of(unique);
        assertThat(error).hasMessage("duplicate key (SQLSTATE 23505)\nHINT:  Use another.");
        for (String text : new String[] { error.getMessage(), error.toString(), unique.toString() }) {
            assertThat(text).doesNotContain("jane", "secretive", "row");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
            "22P02 | invalid input syntax for type integer: \"se\"cret\" | invalid input syntax for type integer: \"***\"",
            "22003 | value \"secret\" is out of range for type integer   | value \"***\" is out of range for type integer",
            "22P02 | ungültige Eingabesyntax für Typ integer: »secret«   | ungültige Eingabesyntax für Typ integer: »***«",
            "22P02 | malformed array literal: \"secret\"              | malformed array literal: \"***\"",
            "22012 | division by zero                                    | division by zero",
            "42703 | column \"secretive\" does not exist                | column \"secretive\" does not exist",
    })
    void theValueThatADataExceptionQuotesIsHidden(String code, String message, String shown) {
        PgException error = ServerErrors.of(diagnostics("C", code, "M", message));
        assertThat(error.getMessage()).isEqualTo(shown + " (SQLSTATE " + code + ")");
        assertThat(error.diagnostics().orElseThrow().toString()).contains(shown);
        assertThat(error.diagnostics().orElseThrow().messagePrimary()).contains(message);
    }

    @Test
    void everyFieldHasAnAccessor() {
        Diagnostics d = ServerErrors.of(unique).diagnostics().orElseThrow();
        assertThat(d.severity()).contains("FEHLER");
        assertThat(d.severityNonlocalized()).contains("ERROR");
        assertThat(d.sqlState()).contains("23505");
        assertThat(d.messagePrimary()).contains("duplicate key");
        assertThat(d.messageDetail()).contains("Key (email)=(jane@example.org) already exists.");
        assertThat(d.messageHint()).contains("Use another.");
        assertThat(d.statementPosition()).hasValue(15);
        assertThat(d.internalPosition()).hasValue(3);
        assertThat(d.internalQuery()).contains("SELECT secretive");
        assertThat(d.context()).contains("COPY t, line 1: \"row\"");
        assertThat(d.schemaName()).contains("public");
        assertThat(d.tableName()).contains("users");
        assertThat(d.columnName()).contains("email");
        assertThat(d.datatypeName()).contains("text");
        assertThat(d.constraintName()).contains("users_key");
        assertThat(d.sourceFile()).contains("nbt.c");
        assertThat(d.sourceLine()).contains("673");
        assertThat(d.sourceFunction()).contains("_bt_check_unique");
        assertThat(d.field('Z')).isEmpty();
    }

    @Test
    void theWholeReportIsThereForWhoAsks() {
        assertThat(unique.report())
                .isEqualTo("FEHLER:  duplicate key\nDETAIL:  Key (email)=(jane@example.org) already exists.\n"
                        + "HINT:  Use another.\nQUERY:  SELECT secretive\nCONTEXT:  COPY t, line 1: \"row\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "-1", "x", "99999999999", "1 " })
    void aPositionThatIsNoNumberIsAbsent(String position) {
        assertThat(ServerErrors.of(diagnostics("P", position)).position()).isEmpty();
    }

    @Test
    void transientIsWhatMayBeRunAgain() {
        assertThat(ServerErrors.of(diagnostics("C", "40001")).isTransient()).isTrue();
        assertThat(ServerErrors.of(diagnostics("C", "53300")).isTransient()).isTrue();
        assertThat(ServerErrors.of(diagnostics("C", "40003")).isTransient()).isFalse();
        assertThat(ServerErrors.of(unique).isTransient()).isFalse();
        assertThat(new ConnectionLostException("lost", null, Outcome.NOT_SENT).isTransient()).isTrue();
        assertThat(new ConnectionLostException("lost", null, Outcome.UNKNOWN).isTransient()).isFalse();
        assertThat(new QueryTimeoutException("late", Outcome.ROLLED_BACK).isTransient()).isTrue();
        assertThat(ServerErrors.of(diagnostics("C", "57P01"), Outcome.UNKNOWN).isTransient()).isFalse();
    }

    @Test
    void aFatalErrorMeansThatTheConnectionIsGone() {
        assertThat(ServerErrors.of(diagnostics("S", "FATAL", "C", "57P01")).isConnectionLost()).isTrue();
        assertThat(ServerErrors.of(diagnostics("S", "SCHWERWIEGEND", "V", "FATAL")).isConnectionLost()).isTrue();
        assertThat(ServerErrors.of(unique).isConnectionLost()).isFalse();
        assertThat(new ConnectionLostException("lost", null, Outcome.UNKNOWN).isConnectionLost()).isTrue();
    }

    @Test
    void itIsSerializable() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(ServerErrors.of(unique));
        Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(((PgException) read).diagnostics()).contains(unique);
    }
}
