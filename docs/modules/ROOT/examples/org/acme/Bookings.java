package org.acme;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.types.PgComposite;
import io.quarkiverse.psycopg.types.PgInterval;
import io.quarkiverse.psycopg.types.Range;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Bookings {

    @Inject
    PgPool pool;

    public Uni<Void> create() {
        return pool.execute("CREATE TYPE address AS (street text, town text)")
                .chain(() -> pool.execute("CREATE TABLE bookings (id bigint, guest text, stay daterange, home address)"))
                .chain(() -> pool.execute("INSERT INTO bookings VALUES (1, 'Ala', '[2024-05-01,2024-05-04)', NULL)"))
                .replaceWithVoid();
    }

    // tag::range[]
    public Uni<List<Long>> overlapping(LocalDate from, LocalDate to) {
        return pool.fetchAll(row -> row.getLong("id"),
                "SELECT id FROM bookings WHERE stay && %s", Args.of(Range.of(from, to)));
    }
    // end::range[]

    // tag::array[]
    public Uni<List<String>> names(List<Long> ids) {
        return pool.fetchAll(row -> row.getString("guest"),
                "SELECT guest FROM bookings WHERE id = ANY(%s)", Args.of(ids));
    }
    // end::array[]

    // tag::composite[]
    public Uni<PgComposite> address(long id) {
        return pool.fetchOne(row -> row.get("home", PgComposite.class),
                "UPDATE bookings SET home = %s WHERE id = %s RETURNING home",
                Args.of(Map.of("street", "Lipowa 1", "town", "Kraków"), id));
    }
    // end::composite[]

    // tag::asked[]
    public Uni<OffsetDateTime> end(PgInterval length) {
        return pool.fetchOne(row -> row.get(0, OffsetDateTime.class), "SELECT now() + %s", Args.of(length));
    }
    // end::asked[]
}
