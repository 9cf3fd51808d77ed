package org.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgPool;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

@QuarkusTest
class AccountsTest {

    @Inject
    Accounts accounts;

    @Inject
    PgPool pool;

    private long balance(String name) {
        return accounts.balance(name).await().indefinitely();
    }

    @Test
    void transactionsDoAllOrNothing() {
        accounts.create().await().indefinitely();
        accounts.transfer("Ala", "Olek", 30).await().indefinitely();
        assertThat(balance("Ala")).isEqualTo(70);
        assertThat(balance("Olek")).isEqualTo(30);
        assertThatThrownBy(() -> accounts.transfer("Ala", "Olek", 1000).await().indefinitely())
                .hasMessageContaining("accounts_balance_check");
        assertThat(balance("Olek")).isEqualTo(30);
        assertThat(accounts.receipts()).isEqualTo(1);

        assertThat(accounts.welcome("Ewa").await().indefinitely()).isTrue();
        pool.execute("DELETE FROM accounts WHERE name = 'Ewa'").await().indefinitely();
        assertThat(accounts.welcome("Ewa").await().indefinitely()).isFalse();

        assertThat(accounts.closeEmpty().await().indefinitely()).isEqualTo(1);

        accounts.deposit("Ala", 5, Uni.createFrom().voidItem()).await().indefinitely();
        assertThat(balance("Ala")).isEqualTo(75);
        assertThatThrownBy(() -> accounts.deposit("Ala", 5, Uni.createFrom().failure(new IllegalStateException("down")))
                .await().indefinitely()).hasMessage("down");
        assertThat(balance("Ala")).isEqualTo(75);
        assertThat(pool.withConnection(accounts::rollBackForgotten).await().indefinitely()).isEmpty();
    }
}
