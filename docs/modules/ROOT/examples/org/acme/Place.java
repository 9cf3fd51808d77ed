package org.acme;

// tag::class[]
public record Place(double x, double y) {
}
// end::class[]
