package io.quarkiverse.psycopg.showcase;

/** Where an order goes, in kilometres east and north of the shop: a point of the database. */
public record Place(double x, double y) {

    static final Place SHOP = new Place(0, 0);
}
