package io.quarkiverse.psycopg.runtime.driver.types;

import io.quarkiverse.psycopg.testsupport.TestServer;

/** The comparison on the newest supported server. */
class RandomComparisonTest extends RandomComparison {

    RandomComparisonTest() {
        super(TestServer.v18(), 18, COUNT);
    }
}
