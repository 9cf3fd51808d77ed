/**
 * That the benchmarks run and report; never how fast.
 */
package io.quarkiverse.psycopg.benchmarks;
