package org.acme;

import jakarta.inject.Singleton;

import io.quarkiverse.psycopg.BinaryTypecaster;
import io.quarkiverse.psycopg.CastContext;
import io.quarkiverse.psycopg.PgType;
import io.vertx.core.buffer.Buffer;

// tag::typecaster[]
@Singleton
@PgType("point")
class PlaceTypecaster implements BinaryTypecaster<Place> {

    @Override
    public Place cast(String text, CastContext context) {
        String[] parts = text.substring(1, text.length() - 1).split(",");
        return new Place(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    }

    @Override
    public Place castBinary(Buffer bytes, CastContext context) {
        return new Place(bytes.getDouble(0), bytes.getDouble(Double.BYTES));
    }
}
// end::typecaster[]
