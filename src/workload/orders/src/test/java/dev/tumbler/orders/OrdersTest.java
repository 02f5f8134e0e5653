package dev.tumbler.orders;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The application on a PostgreSQL server, migrated as it is when it starts elsewhere. */
@QuarkusTest
@WithTestResource(PostgresServer.class)
class OrdersTest {
    private static final int SEEDED = 1_000_000;

    private static ValidatableResponse place(OrderLine... lines) {
        return given().contentType("application/json")
                .body(Map.of("lines", List.of(lines)))
                .post("/orders")
                .then();
    }

    private static int stock(String product) {
        return get("/stock").then().extract().jsonPath().getList("", Map.class).stream()
                .collect(toMap(each -> each.get("product"), each -> (Integer) each.get("quantity")))
                .get(product);
    }

    @Test
    void anOrderIsTakenOffTheStockAndCanBeLookedUp() {
        String id = place(new OrderLine("item-002", 2), new OrderLine("item-001", 1), new OrderLine("item-002", 3))
                .statusCode(201)
                .extract()
                .path("id");

        get("/orders/" + id)
                .then()
                .statusCode(200)
                .body("lines.product", equalTo(List.of("item-001", "item-002")))
                .body("lines.quantity", equalTo(List.of(1, 5)));
        assertThat(stock("item-001")).isEqualTo(SEEDED - 1);
        assertThat(stock("item-002")).isEqualTo(SEEDED - 5);
    }

    @Test
    void anOrderOfMoreThanThereIsChangesNothing() {
        place(new OrderLine("item-003", 1), new OrderLine("item-004", SEEDED + 1))
                .statusCode(409)
                .body("message", equalTo("there are fewer than 1000001 of item-004"))
                .body("wanted.product", equalTo("item-004"));

        assertThat(stock("item-003")).isEqualTo(SEEDED);
    }

    @Test
    void whatIsNotInTheStockCannotBeOrdered() {
        place(new OrderLine("none", 1)).statusCode(409).body("wanted.product", equalTo("none"));
    }

    @Test
    void ordersAtTheSameTimeLoseNothingAndLeaveNothingBelowZero() {
        List<Integer> answers = IntStream.range(0, 12)
                .parallel()
                .mapToObj(each -> place(new OrderLine("item-005", SEEDED / 10), new OrderLine("item-006", 1))
                        .extract()
                        .statusCode())
                .toList();

        assertThat(answers).filteredOn(status -> status == 201).hasSize(10);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(2);
        assertThat(stock("item-005")).isZero();
        assertThat(stock("item-006")).isEqualTo(SEEDED - 10);
    }

    @Test
    void anOrderHasLinesAndEachOfThemAProductAndAPositiveQuantity() {
        place().statusCode(400);
        place(new OrderLine("", 1)).statusCode(400);
        place(new OrderLine("item-007", -1)).statusCode(400);
    }

    @Test
    void anUnknownOrderIsNotFound() {
        get("/orders/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void thePageTheDescriptionAndTheMetricsAreThereAndTheDatabaseIsAsked() {
        get("/").then().statusCode(200).contentType(startsWith("text/html"));
        get("/q/openapi").then().statusCode(200);
        get("/q/metrics").then().statusCode(200);
        get("/figures").then().statusCode(200).body("failed", equalTo(0));
        get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("Reactive PostgreSQL connections health check"));
    }
}
