package org.acme;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgTuple;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.Sql;
import io.quarkiverse.psycopg.SqlAdaptable;
import io.quarkiverse.psycopg.SqlContext;
import io.quarkiverse.psycopg.types.RawValue;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Composing {

    @Inject
    PgPool pool;

    // tag::placeholders[]
    public Uni<List<Row>> ofCustomers(List<Object> customers, int most) {
        return pool.fetchAll("SELECT * FROM orders WHERE customer IN %(customers)s LIMIT %(most)s",
                Args.named(Map.of("customers", new PgTuple(customers), "most", most)));
    }
    // end::placeholders[]

    // tag::compose[]
    public Uni<Row> column(String table, String column, long id) {
        Sql sql = Sql.text("SELECT {} FROM {} WHERE id = %s").format(Sql.identifier(column), Sql.identifier("shop", table));
        return pool.fetchOne(sql, id);
    }
    // end::compose[]

    // tag::join[]
    public Uni<Void> insert(String table, Map<String, Object> values) {
        List<String> columns = List.copyOf(values.keySet());
        Sql sql = Sql.text("INSERT INTO {} ({}) VALUES ({})").format(Sql.identifier(table),
                Sql.text(", ").join(columns.stream().map(Sql::identifier).toList()),
                Sql.text(", ").join(columns.stream().map(Sql::placeholder).toList()));
        return pool.execute(sql, Args.named(values)).replaceWithVoid();
    }
    // end::join[]

    // tag::literal[]
    public Uni<Void> limitTime(String role, String time) {
        return pool.execute(Sql.text("ALTER ROLE {} SET statement_timeout = {}")
                .format(Sql.identifier(role), Sql.literal(time))).replaceWithVoid();
    }
    // end::literal[]

    // tag::mogrify[]
    public String shown(long id) {
        return pool.mogrify("SELECT * FROM orders WHERE id = %s", id);
    }
    // end::mogrify[]

    // tag::adapter[]
    record Point(double x, double y) {
    }

    static final Adapter<Point> POINT = (point, context) -> RawValue.ofText("point", "(" + point.x() + "," + point.y() + ")");

    public Uni<String> here(Point point) {
        pool.registerAdapter(Point.class, POINT);
        return pool.fetchOne("SELECT (%s)::text", point).map(row -> row.getString(0));
    }
    // end::adapter[]

    // tag::adaptable[]
    record Percent(int value) implements SqlAdaptable {
        @Override
        public Object adaptTo(SqlContext context) {
            return value / 100.0;
        }
    }
    // end::adaptable[]
}
