package org.acme;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.SqlContext;
import io.quarkiverse.psycopg.TypeObject;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Shops {

    @Inject
    PgPool pool;

    public Uni<Void> create() {
        return pool.execute("""
                CREATE TYPE shop_state AS ENUM ('open', 'closed', 'sold out');
                CREATE TYPE price AS (amount numeric, currency text);
                CREATE TABLE shops (id bigint PRIMARY KEY, place point, state shop_state, rent price, prices price[],
                remark text, opened date)""").replaceWithVoid();
    }

    // tag::use[]
    public Uni<Void> add(Shop shop) {
        return pool.execute("INSERT INTO shops VALUES (%s, %s, %s, %s, %s, %s, %s)", shop.id(), shop.place(), shop.state(),
                shop.rent(), shop.prices(), shop.remark(), shop.since()).replaceWithVoid();
    }

    public Uni<Shop> byId(long id) {
        return pool.fetchOne(Shop.class, "SELECT * FROM shops WHERE id = %s", id);
    }

    public Multi<Shop> near(Place place, double distance) {
        return pool.stream(Shop.class, "SELECT * FROM shops WHERE place <-> %s < %s", place, distance);
    }
    // end::use[]

    // tag::array[]
    static final TypeObject<String> SHOUTED = TypeObject.newType(List.of(25L), "SHOUTED",
            (text, context) -> text.toUpperCase());

    public Uni<Object> shouted(PgConnection connection) {
        connection.registerType(TypeObject.newArrayType(List.of(1009L), "SHOUTED[]", SHOUTED));
        return connection.fetchOne("SELECT ARRAY['a', 'b'], 'c'").map(row -> row.get(0));
    }
    // end::array[]

    // tag::literal[]
    record Degrees(double value) {
    }

    static final Adapter<Degrees> DEGREES = new Adapter<>() {
        @Override
        public Object adapt(Degrees degrees, SqlContext context) {
            return Math.toRadians(degrees.value());
        }

        @Override
        public Optional<String> literal(Degrees degrees, SqlContext context) {
            return Optional.of("radians(" + context.literal(degrees.value()) + ")");
        }
    };

    public String sine(double degrees) {
        pool.registerAdapter(Degrees.class, DEGREES);
        return pool.mogrify("SELECT sin(%s)", new Degrees(degrees));
    }
    // end::literal[]
}
