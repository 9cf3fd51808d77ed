/**
 * What is measured, by whom, on which tables; and what one round of it gives.
 */
package io.quarkiverse.psycopg.benchmarks.workload;
