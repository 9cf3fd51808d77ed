package io.quarkiverse.psycopg.benchmarks.report;

/**
 * One start of a Quarkus application, seen from outside its process.
 *
 * @param millis until it said that it had started
 * @param cpuMillis what it had used then
 * @param residentMegabytes memory that was resident then
 * @param classes that were loaded then
 * @param threads that it had then
 * @param connections that it had to the database then
 * @param firstQueryMillis from then until the first query was answered
 */
public record ApplicationStart(double millis, double cpuMillis, double residentMegabytes, int classes, int threads,
        int connections, double firstQueryMillis) {
}
