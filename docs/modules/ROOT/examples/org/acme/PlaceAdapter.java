package org.acme;

import jakarta.inject.Singleton;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.SqlContext;
import io.quarkiverse.psycopg.types.RawValue;

// tag::adapter[]
@Singleton
class PlaceAdapter implements Adapter<Place> {

    @Override
    public Object adapt(Place place, SqlContext context) {
        return RawValue.ofText("point", "(" + place.x() + "," + place.y() + ")");
    }
}
// end::adapter[]
