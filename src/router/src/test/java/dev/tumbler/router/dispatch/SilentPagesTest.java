package dev.tumbler.router.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a web page can have a browser send without a word of which page it is. */
@QuarkusTest
class SilentPagesTest {
    @Inject
    Vertx vertx;

    @TestHTTPResource("/")
    URI endpoint;

    private HttpCalls calls;

    @BeforeEach
    void connect() {
        calls = new HttpCalls(vertx, endpoint);
    }

    @AfterEach
    void disconnect() {
        calls.close();
    }

    @ParameterizedTest
    @CsvSource({"cross-site, 403", "same-site, 403", "none, 200", "same-origin, 200"})
    void aPageCannotHaveABrowserCallInSilence(String site, int status) {
        HttpCalls.Reply reply = calls.send(
                HttpMethod.GET,
                calls.link("GetCallerIdentity", "2011-06-15", "sts"),
                Map.of("Sec-Fetch-Site", site),
                "");

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(calls.send(
                                HttpMethod.GET,
                                calls.link("GetCallerIdentity", "2011-06-15", "sts"),
                                Map.of("Sec-Fetch-Site", site, "Origin", "http://localhost:3000"),
                                "")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ModifyDBInstance", "DeleteDBInstance", "CreateDBCluster", "AddTagsToResource"})
    void aLinkChangesNothing(String operation) {
        HttpCalls.Reply reply = calls.send(HttpMethod.GET, calls.link(operation, "2014-10-31", "rds"), Map.of(), "");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("<Code>AccessDenied</Code>", "Send it by POST");
    }

    @Test
    void aLinkMayRead() {
        assertThat(calls.send(HttpMethod.GET, calls.link("DescribeDBInstances", "2014-10-31", "rds"), Map.of(), "")
                        .status())
                .isEqualTo(200);
    }
}
