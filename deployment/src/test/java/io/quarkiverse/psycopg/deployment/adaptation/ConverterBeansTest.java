package io.quarkiverse.psycopg.deployment.adaptation;

import static io.quarkiverse.psycopg.deployment.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.CastContext;
import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgType;
import io.quarkiverse.psycopg.Psycopg;
import io.quarkiverse.psycopg.SqlAdaptable;
import io.quarkiverse.psycopg.SqlContext;
import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.Typecaster;
import io.quarkiverse.psycopg.deployment.Waiting;
import io.quarkiverse.psycopg.mapping.PgRow;
import io.quarkiverse.psycopg.types.RawValue;
import io.quarkus.test.QuarkusUnitTest;

class ConverterBeansTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Waiting.class, Place.class, Stop.class, TextForm.class,
                    PlaceAdapter.class,
                    PlaceTypecaster.class, ColourAdapter.class, LoudColourAdapter.class, AuditColourAdapter.class, Colour.class,
                    Casters.class, Palette.class, Percent.class))
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.\"audit\".devservices.enabled", "true")
            .overrideConfigKey("quarkus.psycopg.\"audit\".devservices.provider", "embedded");

    record Place(double x, double y) {
    }

    @PgRow
    record Stop(Place place, List<Place> via) {
    }

    /** Type arguments are found through it. */
    abstract static class TextForm<V> implements Adapter<V> {

        abstract String text(V value);

        @Override
        public Object adapt(V value, SqlContext context) {
            return RawValue.ofText("point", text(value));
        }
    }

    @Singleton
    static class PlaceAdapter extends TextForm<Place> {

        @Override
        String text(Place place) {
            return "(" + place.x() + "," + place.y() + ")";
        }
    }

    @Singleton
    @PgType("point")
    static class PlaceTypecaster implements Typecaster<Place> {

        @Override
        public Place cast(String text, CastContext context) {
            String[] parts = text.substring(1, text.length() - 1).split(",");
            return new Place(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
        }
    }

    record Colour(String name) {
    }

    record Percent(int value) implements SqlAdaptable {

        @Override
        public Object adaptTo(SqlContext context) {
            return value / 100.0;
        }
    }

    @ApplicationScoped
    static class Palette {
        String spelled(String name) {
            return name.toUpperCase(Locale.ROOT);
        }
    }

    @Singleton
    static class ColourAdapter implements Adapter<Colour> {

        @Override
        public Object adapt(Colour value, SqlContext context) {
            throw new AssertionError("one of a higher priority takes its place");
        }
    }

    @Singleton
    @Priority(5)
    static class LoudColourAdapter implements Adapter<Colour> {

        @Inject
        Palette palette;

        @Override
        public Object adapt(Colour colour, SqlContext context) {
            return palette.spelled(colour.name());
        }
    }

    @Singleton
    @PgDatabase("audit")
    static class AuditColourAdapter implements Adapter<Colour> {

        @Override
        public Object adapt(Colour colour, SqlContext context) {
            return "audited " + colour.name();
        }
    }

    @Singleton
    static class Casters {

        @Produces
        @Singleton
        @PgType(value = "int8", oids = 21)
        Typecaster<String> numbers() {
            return (text, context) -> "#" + text;
        }
    }

    @Inject
    PgPool pool;

    @Inject
    @PgDatabase("audit")
    PgPool audit;

    @Inject
    Psycopg psycopg;

    @Test
    void beansAreFoundThroughTheirBaseClasses() {
        assertThat(await(pool.fetchOne("SELECT %s", new Place(1, 2))).get(0)).isEqualTo(new Place(1, 2));
        Stop stop = new Stop(new Place(1, 2), List.of(new Place(3, 4), new Place(5, 6)));
        assertThat(await(pool.fetchOne(Stop.class, "SELECT %s::point AS place, %s::point[] AS via", stop.place(), stop.via())))
                .isEqualTo(stop);
        assertThat(await(audit.fetchOne("SELECT %s", new Place(1, 2))).get(0)).as("all databases")
                .isEqualTo(new Place(1, 2));
    }

    @Test
    void theHigherPriorityTakesThePlaceAndHasItsDependencies() {
        assertThat(await(pool.fetchOne("SELECT %s::text", new Colour("red"))).get(0)).isEqualTo("RED");
    }

    @Test
    void aDatabasesOwnBeanComesBeforeThatOfAllDatabases() {
        assertThat(await(audit.fetchOne("SELECT %s::text", new Colour("red"))).get(0)).isEqualTo("audited red");
        assertThat(audit.mogrify("%s", new Colour("red"))).isEqualTo("'audited red'");
    }

    @Test
    void producersNameTheirTypes() {
        assertThat(await(pool.fetchOne("SELECT 5::int8")).get(0)).isEqualTo("#5");
        assertThat(await(pool.fetchOne("SELECT 5::int2")).get(0)).isEqualTo("#5");
        assertThat(await(pool.fetchOne("SELECT 5::int4")).get(0)).isEqualTo(5);
    }

    @Test
    void anObjectThatAdaptsItself() {
        assertThat(await(pool.fetchOne("SELECT %s::float8", new Percent(25))).get(0)).isEqualTo(0.25);
    }

    @Test
    void theyAreListed() {
        assertThat(psycopg.adapters().keySet()).contains(Place.class, Colour.class);
        assertThat(audit.adapters().get(Colour.class)).isInstanceOf(AuditColourAdapter.class);
        assertThat(psycopg.typeObjects()).extracting(TypeObject::name).contains("ConverterBeansTest$PlaceTypecaster",
                "ConverterBeansTest$Casters.numbers()");
    }
}
