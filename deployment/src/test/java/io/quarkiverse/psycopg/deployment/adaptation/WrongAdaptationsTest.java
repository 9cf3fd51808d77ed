package io.quarkiverse.psycopg.deployment.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.CastContext;
import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgType;
import io.quarkiverse.psycopg.SqlContext;
import io.quarkiverse.psycopg.Typecaster;
import io.quarkiverse.psycopg.mapping.LabelNaming;
import io.quarkiverse.psycopg.mapping.PgColumn;
import io.quarkiverse.psycopg.mapping.PgComposite;
import io.quarkiverse.psycopg.mapping.PgEnum;
import io.quarkiverse.psycopg.mapping.PgLabel;
import io.quarkiverse.psycopg.mapping.PgRow;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** Everything that can be wrong, in one application: the build reports all of it at once. */
class WrongAdaptationsTest {

    private static final String HERE = "WrongAdaptationsTest$";
    private static final String PACKAGE = WrongAdaptationsTest.class.getName() + "$";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(
                    jar -> jar.addClasses(Place.class, Placing.class, First.class, Second.class, Higher.class, Elsewhere.class,
                            RawAdapter.class, AnyAdapter.class, Unnamed.class, RawTypecaster.class, NoOid.class, OnePoint.class,
                            OtherPoint.class, Hidden.class, Page.class, Unread.class, Wild.class, Twice.class, NoRecord.class,
                            NoEnum.class, Labels.class, Mood.class, Feeling.class))
            .assertException(failure -> assertThat(messages(failure)).containsExactlyInAnyOrder(
                    "adapter " + HERE + "First and adapter " + HERE + "Second are both for " + PACKAGE
                            + "Place in all databases with priority 0: remove one, or give one a higher @Priority",
                    "adapter " + HERE + "Elsewhere is for @PgDatabase(\"nowhere\"), which is not configured: set "
                            + "quarkus.psycopg.\"nowhere\".url, or leave the qualifier out for all databases",
                    "adapter " + HERE + "RawAdapter is a bean of io.quarkiverse.psycopg.Adapter: say the class, as in "
                            + "Adapter<Point>",
                    "adapter " + HERE + "AnyAdapter is a bean of io.quarkiverse.psycopg.Adapter<V>: say the class, as in "
                            + "Adapter<Point>",
                    "typecaster " + HERE + "Unnamed names no type: annotate it with @PgType(\"point\"), or with "
                            + "@PgType(oids = 600)",
                    "typecaster " + HERE + "RawTypecaster is a bean of io.quarkiverse.psycopg.Typecaster: say the class, as "
                            + "in Typecaster<Point>",
                    "typecaster " + HERE + "NoOid names the OID 0: OIDs are 1 to 4294967295",
                    "typecaster " + HERE + "OnePoint and typecaster " + HERE + "OtherPoint are both for type \"point\" in "
                            + "all databases with priority 0: remove one, or give one a higher @Priority",
                    "@PgRow " + HERE + "Hidden is private: its mapper calls it without reflection, make it package-private",
                    "@PgRow " + HERE + "Page has type parameters: columns have types of their own, leave them out",
                    "@PgRow " + HERE + "Page has the component first of type T, which says no class: name the class",
                    "@PgComposite " + HERE + "Unread has the component thread of type java.lang.Thread, which nothing reads: "
                            + "annotate it with @PgComposite or @PgEnum, make a bean of Typecaster<Thread>, or add "
                            + "quarkus-jackson to read it from JSON",
                    "@PgRow " + HERE + "Wild has the component some of type java.util.List<?>, which says no class: name "
                            + "the class",
                    "@PgRow " + HERE + "Twice reads the column \"n\" into both n and m: give one another column with "
                            + "@PgColumn",
                    "@PgRow " + HERE + "NoRecord is no record: make it one",
                    "@PgEnum " + HERE + "NoEnum is no enum: use it on an enum, or @PgComposite on a record",
                    "@PgEnum " + HERE + "Labels gives the label \"new\" to both NEW and FRESH: give each a label of its own "
                            + "with @PgLabel",
                    "@PgEnum " + HERE + "Feeling and @PgEnum " + HERE + "Mood are both the type \"mood\": name the type of "
                            + "each in its annotation"));

    private static List<String> messages(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ConfigurationException) {
                messages.add(t.getMessage());
            }
            Arrays.stream(t.getSuppressed()).map(Throwable::getMessage).forEach(messages::add);
        }
        return messages;
    }

    @Test
    void theBuildFailsWithAllOfThem() {
        throw new AssertionError("the application must not start");
    }

    record Place(double x, double y) {
    }

    abstract static class Placing implements Adapter<Place> {
        @Override
        public Object adapt(Place value, SqlContext context) {
            return null;
        }
    }

    @Singleton
    static class First extends Placing {
    }

    @Singleton
    static class Second implements Adapter<Place> {
        @Override
        public Object adapt(Place value, SqlContext context) {
            return null;
        }
    }

    @Singleton
    @Priority(1)
    static class Higher implements Adapter<Place> {
        @Override
        public Object adapt(Place value, SqlContext context) {
            return null;
        }
    }

    @Singleton
    @PgDatabase("nowhere")
    static class Elsewhere implements Adapter<Place> {
        @Override
        public Object adapt(Place value, SqlContext context) {
            return null;
        }
    }

    @Singleton
    @SuppressWarnings("rawtypes")
    static class RawAdapter implements Adapter {
        @Override
        public Object adapt(Object value, SqlContext context) {
            return null;
        }
    }

    @Dependent
    static class AnyAdapter<V> implements Adapter<V> {
        @Override
        public Object adapt(V value, SqlContext context) {
            return null;
        }
    }

    @Singleton
    static class Unnamed implements Typecaster<Place> {
        @Override
        public Place cast(String text, CastContext context) {
            return null;
        }
    }

    @Singleton
    @PgType("line")
    @SuppressWarnings("rawtypes")
    static class RawTypecaster implements Typecaster {
        @Override
        public Object cast(String text, CastContext context) {
            return null;
        }
    }

    @Singleton
    @PgType(oids = 0)
    static class NoOid implements Typecaster<Place> {
        @Override
        public Place cast(String text, CastContext context) {
            return null;
        }
    }

    @Singleton
    @PgType("point")
    static class OnePoint implements Typecaster<Place> {
        @Override
        public Place cast(String text, CastContext context) {
            return null;
        }
    }

    @Singleton
    @PgType({ "box", "point" })
    static class OtherPoint implements Typecaster<Place> {
        @Override
        public Place cast(String text, CastContext context) {
            return null;
        }
    }

    @PgRow
    private record Hidden(int n) {
    }

    @PgRow
    record Page<T>(T first) {
    }

    @PgComposite
    record Unread(Thread thread) {
    }

    @PgRow
    record Wild(List<?> some) {
    }

    @PgRow
    record Twice(int n, @PgColumn("n") int m) {
    }

    @PgRow
    static class NoRecord {
    }

    @PgEnum
    record NoEnum(int n) {
    }

    @PgEnum(naming = LabelNaming.LOWER_CASE)
    enum Labels {
        NEW,
        @PgLabel("new")
        FRESH
    }

    @PgEnum
    enum Mood {
        OK
    }

    @PgEnum("mood")
    enum Feeling {
        OK
    }
}
