package io.quarkiverse.psycopg.runtime.driver.connection.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.psycopg.error.ProgrammingException;

class ConnectionStringTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "user=a\\ b                         | user   | a b",
            "user='a''                          |        | ",
            "user = ' a '                       | user   | ' a '",
            "user='it\\'s'                      | user   | it's",
            "user=a user=b                      | user   | b",
            "requiressl=1                       | sslmode| require",
            "requiressl=0                       | sslmode| prefer",
            "user=ab\\                          | user   | ab",
            "postgresql:///?user=a%20b          | user   | a b",
            "postgres://a%40b@h                 | user   | a@b",
            "postgresql://[::1]:5/d             | host   | ::1",
            "postgresql://[::1],b/d             | host   | ::1,b",
            "postgresql://h1:1,h2,h3:3/d        | port   | 1,,3",
            "postgresql://%2Frun%2Fpg/d         | host   | /run/pg",
            "postgresql://h/d?ssl=true          | sslmode| require",
            "postgresql://h/d?requiressl=1      | sslmode| require",
            "postgresql://h/d?host=g            | host   | g",
            "postgresql://h?dbname=%C3%A9       | dbname | é",
            "postgresql://u:p%2Fw%40@h/d        | password | p/w@",
    })
    void readsAsLibpq(String dsn, String option, String value) {
        if (option == null) {
            assertThatThrownBy(() -> ConnectionString.parse(dsn)).isInstanceOf(ProgrammingException.class);
        } else {
            String expected = value.startsWith("'") ? value.substring(1, value.length() - 1) : value;
            assertThat(ConnectionString.parseToNames(dsn)).containsEntry(option, expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "\t\n\f", "postgresql://", "postgres://", "postgresql:///", "postgresql://?",
            "postgresql://@" })
    void givesNothingForNothing(String dsn) {
        assertThat(ConnectionString.parse(dsn)).isEmpty();
    }

    /** Every way to get a string wrong, with what the error must say. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "nonsense                                | missing \"=\" after \"nonsense\"",
            "user = a b                              | missing \"=\" after \"b\"",
            "user=a nope=1                           | invalid connection option \"nope\"",
            "=x                                      | invalid connection option",
            "User=x                                  | invalid connection option \"User\"",
            "password=hunter2 secretpart             | must stand in single quotes",
            "password=hunter2 secretpart=1           | must stand in single quotes",
            "password='hunter2                       | unterminated quoted string",
            "sslpassword=hunter2 secretpart=1        | must stand in single quotes",
            "hunter2://secretpart                    | the word at index 0",
            "postgresql://u:hunter2%zz@h/d           | percent-encoded token in password",
            "postgresql://u:hunter2%4@h/d            | percent-encoded token in password",
            "postgresql://u:hunter2%00@h/d           | forbidden value %00",
            "postgresql://u:hunter2%ff@h/d           | password is not UTF-8",
            "postgresql://u:hunter2%ed%a0%80@h/d     | password is not UTF-8",
            "postgresql://[::1/d                     | looking for matching \"]\"",
            "postgresql://[]/d                       | may not be empty",
            "postgresql://[::1]x/d                   | unexpected character at index",
            "postgresql://h/d?nope=1                 | invalid URI query parameter: \"nope\"",
            "postgresql://h/d?user                   | missing key/value separator",
            "postgresql://h/d?password=hunter2=x     | extra key/value separator",
            "postgresql://h/d?user=a&&user=b         | missing key/value separator",
            "postgresql://h/d?=x                     | invalid URI query parameter",
    })
    void tellsWhatIsWrongWithoutTheSecret(String dsn, String sentence) {
        assertThatThrownBy(() -> ConnectionString.parse(dsn)).isInstanceOf(ProgrammingException.class)
                .hasMessageStartingWith("invalid dsn: ").hasMessageContaining(sentence)
                .hasMessageNotContainingAny("hunter2", "secretpart");
    }

    @ParameterizedTest
    @ValueSource(strings = { "user=a\0b", "\0", "postgresql://u\0@h", "user=\ud800", "user=\udc00\ud800",
            "postgresql://h/\ud83d" })
    void refusesWhatCannotBeSent(String dsn) {
        assertThatThrownBy(() -> ConnectionString.parse(dsn)).isInstanceOf(ProgrammingException.class)
                .hasMessageMatching("invalid dsn: (NUL|lone surrogate).*");
    }

    @ParameterizedTest
    @ValueSource(strings = { "user=\ud83d\ude00", "postgresql://\ud83d\ude00@h" })
    void pairedSurrogatesAreText(String dsn) {
        assertThat(ConnectionString.parse(dsn)).containsAllEntriesOf(Map.of(Keyword.USER, "\ud83d\ude00"));
    }
}
