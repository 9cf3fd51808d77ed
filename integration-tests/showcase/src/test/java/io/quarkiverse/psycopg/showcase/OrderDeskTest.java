package io.quarkiverse.psycopg.showcase;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.RetryPolicy;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;

@QuarkusTest
class OrderDeskTest {

    @Inject
    PgPool pool;

    @TestHTTPResource("/api/live")
    URL live;

    @Test
    void placedOrderIsListedFirst() {
        JsonPath placed = place("Grace Hopper", "Desk lamp", 3);
        assertThat(placed.getString("total.amount")).isEqualTo("179.85");
        assertThat(placed.getString("total.currency")).isEqualTo("EUR");
        assertThat(placed.getString("status")).isEqualTo("NEW");
        JsonPath first = list("/api/orders?limit=1").get(0);
        assertThat(first.getLong("id")).isEqualTo(placed.getLong("id"));
        assertThat(first.getString("customer")).isEqualTo("Grace Hopper");
    }

    @Test
    void ordersAreStreamedAsOneJsonPerLine() {
        given().post("/api/rush").then().statusCode(200).body("orders", equalTo(500));
        assertThat(list("/api/orders?limit=300")).hasSize(300);
        assertThat(list("/api/orders?limit=0")).isEmpty();
        given().get("/api/orders?limit=1").then().contentType(containsString("application/x-ndjson"));
    }

    @Test
    void namesAreDataAndNeverSql() {
        String name = "Robert'); DROP TABLE orders;-- %s Ünïcödé 🐘";
        assertThat(place(name, "Elephant plush", 1).getString("customer")).isEqualTo(name);
    }

    @Test
    void orderIsPaidOnce() {
        long id = place("Ada Lovelace", "Fountain pen", 1).getLong("id");
        given().post("/api/orders/" + id + "/payment").then().statusCode(200).body("status", equalTo("PAID"));
        given().post("/api/orders/" + id + "/payment").then().statusCode(409)
                .body("message", containsString(String.valueOf(id)));
    }

    @Test
    void paymentThatAnotherChangeGetsInTheWayOfIsRunAgain() {
        long id = place("Barbara Liskov", "Desk lamp", 1).getLong("id");
        given().post("/api/orders/" + id + "/contended-payment").then().statusCode(200).body("order.status", equalTo("PAID"))
                .body("attempts", greaterThanOrEqualTo(2));
        given().post("/api/orders/" + id + "/contended-payment").then().statusCode(409);
    }

    @Test
    void transactionIsRunAgainAfterThePauseOfAnyLength() {
        AtomicInteger attempts = new AtomicInteger();
        pool.retrying(RetryPolicy.defaults().pauses(Duration.ZERO, Duration.ZERO)).inTransaction(connection -> attempts
                .incrementAndGet() == 3 ? connection.execute("SELECT 1")
                        : connection.execute("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$"))
                .await().atMost(Duration.ofSeconds(30));
        assertThat(attempts).hasValue(3);
    }

    @Test
    void changesNameWhatIsAboveARevision() {
        JsonPath placed = place("Radia Perlman", "Notebook, dotted", 2);
        long before = placed.getLong("revision");
        given().post("/api/orders/" + placed.getLong("id") + "/payment").then().statusCode(200);
        assertThat(list("/api/orders/changes?since=" + before)).extracting(order -> order.getLong("id"))
                .contains(placed.getLong("id"));
    }

    @Test
    void badOrdersAreRefusedWithASentence() {
        refuse(Map.of("customer", "", "product", "Desk lamp", "quantity", 1), "needs a customer");
        refuse(Map.of("customer", "Ada", "product", "Perpetuum mobile", "quantity", 1), "no product");
        refuse(Map.of("customer", "Ada", "product", "Desk lamp", "quantity", 0), "orders_quantity_check");
        given().get("/api/orders?limit=-1").then().statusCode(400).body("message", containsString("between 0 and"));
        given().post("/api/orders/0/payment").then().statusCode(409);
    }

    @Test
    void ordersAreFilteredByTheDatabase() {
        JsonPath near = place(Map.of("customer", "Filter Near", "product", "Desk lamp", "quantity", 1, "place",
                Map.of("x", 0.5, "y", -0.25), "inHours", 30));
        JsonPath far = place(Map.of("customer", "Filter Far", "product", "Desk lamp", "quantity", 1, "place",
                Map.of("x", 40, "y", 30), "inHours", 1));
        assertThat(near.getDouble("place.y")).isEqualTo(-0.25);
        assertThat(near.getString("delivery.from")).isLessThan(near.getString("delivery.until"));
        assertThat(ids("/api/orders?limit=10000&near=0.6")).contains(near.getLong("id")).doesNotContain(far.getLong("id"));
        assertThat(ids("/api/orders?limit=10000&near=50")).contains(near.getLong("id"), far.getLong("id"));
        assertThat(ids("/api/orders?limit=10000&near=49.9")).doesNotContain(far.getLong("id"));
        assertThat(ids("/api/orders?limit=10000&soon=24")).contains(far.getLong("id")).doesNotContain(near.getLong("id"));
        given().post("/api/orders/" + far.getLong("id") + "/payment").then().statusCode(200);
        assertThat(ids("/api/orders?limit=10000&status=PAID")).contains(far.getLong("id")).doesNotContain(near.getLong("id"));
        assertThat(ids("/api/orders?limit=10000&status=NEW")).contains(near.getLong("id")).doesNotContain(far.getLong("id"));
    }

    private static List<Long> ids(String path) {
        return list(path).stream().map(order -> order.getLong("id")).toList();
    }

    private static JsonPath place(Map<String, Object> order) {
        return given().contentType(ContentType.JSON).body(order).post("/api/orders").then().statusCode(201).extract()
                .jsonPath();
    }

    @Test
    void productsHavePrices() {
        given().get("/api/products").then().statusCode(200).body("name", hasItem("Desk lamp")).body("$", hasSize(8));
    }

    @Test
    void heartbeatsCarryPoolAndTotals() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(live.toString())).timeout(Duration.ofSeconds(20)).build();
        HttpResponse<InputStream> response = HttpClient.newHttpClient().send(request,
                HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (!line.startsWith("data:")) {
                line = lines.readLine();
            }
            JsonPath beat = new JsonPath(line.substring("data:".length()));
            assertThat(beat.getInt("pool.maxSize")).isEqualTo(10);
            assertThat(beat.getLong("totals.orders")).isNotNegative();
            assertThat(beat.getString("trouble")).isNull();
        }
    }

    @Test
    void applicationIsReady() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    private static JsonPath place(String customer, String product, int quantity) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("customer", customer, "product", product, "quantity", quantity))
                .post("/api/orders").then().statusCode(201).body("paidAt", nullValue()).extract().jsonPath();
    }

    private static void refuse(Map<String, Object> order, String sentence) {
        given().contentType(ContentType.JSON).body(order).post("/api/orders").then().statusCode(400)
                .body("message", containsString(sentence));
    }

    private static List<JsonPath> list(String path) {
        return given().get(path).then().statusCode(200).extract().asString().lines().filter(line -> !line.isBlank())
                .map(JsonPath::new).toList();
    }
}
