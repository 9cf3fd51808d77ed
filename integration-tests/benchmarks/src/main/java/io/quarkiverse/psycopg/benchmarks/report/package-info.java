/**
 * The rounds of a run as a table, as JSON, as plots, and beside the bars that they are to reach.
 */
package io.quarkiverse.psycopg.benchmarks.report;
