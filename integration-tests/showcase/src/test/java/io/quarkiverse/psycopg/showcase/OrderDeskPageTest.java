package io.quarkiverse.psycopg.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgPool;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class OrderDeskPageTest {

    @TestHTTPResource("/")
    URL page;

    @Inject
    OrderDesk desk;

    @Inject
    PgPool pool;

    @Test
    void visitorPlacesAnOrderSeesItAndPaysIt() throws Exception {
        desk.rush(60).await().indefinitely();
        for (int i = 0; i < 40; i++) {
            desk.payOldest().await().indefinitely();
        }
        try (Browser browser = Browser.start(1440, 1200)) {
            browser.open(page.toString());
            browser.await("#state-text", "live");
            browser.await("#streamed", "rows streamed");
            place(browser, "Margaret Hamilton");
            String row = "#orders tr[data-id='" + browser.awaitNumber("#orders tr", "Margaret Hamilton") + "']";
            browser.click(row + " .pay");
            browser.await(row + " .badge", "Paid");
            browser.element("#contended").click();
            place(browser, "Barbara Liskov");
            String contended = "#orders tr[data-id='" + browser.awaitNumber("#orders tr", "Barbara Liskov") + "']";
            browser.click(contended + " .pay");
            browser.await("#toasts", "by attempt");
            browser.await(contended + " .badge", "Paid");
            browser.element("#rush").click();
            browser.await(".toast", "500 orders in");
            browser.await(driver -> Integer.parseInt(browser.element("#total-minute").getText()) >= 500);
            browser.await("#feed .who", "by customer");
            Path picture = browser.screenshot("order-desk");
            assertThat(Files.size(picture)).isGreaterThan(20_000);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void orderOfSomebodyElseAppearsByItself() {
        try (Browser browser = Browser.start(420, 900)) {
            browser.open(page.toString());
            browser.await("#state-text", "live");
            desk.place(new NewOrder("Katherine Johnson", "Standing desk", 2)).await().indefinitely();
            browser.await("#orders tr", "Katherine Johnson");
            browser.screenshot("order-desk-narrow");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void everyPageHearsOfOrdersAndCatchesUpWhatWasMissed() {
        try (Browser first = Browser.start(1200, 900); Browser second = Browser.start(1200, 900)) {
            List<Browser> pages = List.of(first, second);
            pages.forEach(browser -> {
                browser.open(page.toString());
                browser.await("#state-text", "live");
                browser.await("#streamed", "rows streamed");
            });
            place(first, "Radia Perlman");
            String id = second.awaitNumber("#orders tr", "Radia Perlman");
            second.click("#orders tr[data-id='" + id + "'] .pay");
            first.await("#orders tr[data-id='" + id + "'] .badge", "Paid");
            loseTheConnectionAndPlace("Tony Hoare");
            pages.forEach(browser -> {
                browser.await("#gap", "caught up from the table");
                browser.await("#orders tr", "Tony Hoare");
                assertThat(browser.complaints()).isEmpty();
            });
            first.screenshot("order-desk-gap");
        }
    }

    /** In one go, so that the news of the order finds nobody who listens; again where nobody listened just then. */
    private void loseTheConnectionAndPlace(String customer) {
        pool.inTransaction(connection -> connection
                .fetchOne("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                        // the second is what it asks from time to time
                        + " AND (query LIKE 'LISTEN%' OR query LIKE '%pg_notification_queue_usage%')")
                .invoke(row -> assertThat(row.getLong(0)).isEqualTo(1))
                .chain(() -> connection.execute("INSERT INTO orders (customer, product, quantity, total)"
                        + " VALUES (%s, 'Desk lamp', 1, ROW(59.95, 'EUR'))", customer)))
                .onFailure(AssertionError.class).retry().withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .expireIn(Duration.ofSeconds(30).toMillis()).await().indefinitely();
    }

    @Test
    void ordersAreFilteredByPlaceAndWindow() {
        desk.place(new NewOrder("Near Soon", "Desk lamp", 1, new Place(1, 1), 1)).await().indefinitely();
        desk.place(new NewOrder("Near Late", "Desk lamp", 1, new Place(-1, 2), 8)).await().indefinitely();
        desk.place(new NewOrder("Far Soon", "Desk lamp", 1, new Place(5, 5), 1)).await().indefinitely();
        try (Browser browser = Browser.start(1440, 1140)) {
            browser.open(page.toString());
            browser.await("#streamed", "rows streamed");
            browser.await("#orders tr:not([hidden])", "Far Soon");
            browser.element("#near option[value='3']").click();
            browser.await("#streamed", "rows match");
            browser.await("#orders tr:not([hidden])", "Near Late");
            browser.await(driver -> !browser.element("#orders").getText().contains("Far Soon"));
            browser.element("#soon option[value='2']").click();
            browser.await("#orders tr:not([hidden])", "Near Soon");
            browser.await(driver -> !browser.element("#orders").getText().contains("Near Late"));
            browser.screenshot("order-desk-filtered");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void place(Browser browser, String customer) {
        browser.element("#customer").sendKeys(customer);
        browser.element("#product option[value='Espresso machine']").click();
        assertThat(browser.element("#price").getText()).isEqualTo("€349.00");
        browser.element("#place").click();
        browser.await(".toast", "is placed");
    }
}
