package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PoolsTest {

    @Inject
    Pools pools;

    @Test
    void eachPoolHasItsDatabase() {
        assertThat(pools.databases().await().indefinitely()).containsExactly("quarkus", "audit");
    }
}
