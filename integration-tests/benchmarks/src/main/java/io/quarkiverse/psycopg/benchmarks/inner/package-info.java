/**
 * The driver's inner loops by themselves, measured by JMH with the bytes that they allocate: {@code run-inner} beside
 * {@code run}.
 */
package io.quarkiverse.psycopg.benchmarks.inner;
