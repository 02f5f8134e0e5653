package dev.tumbler.router.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever somebody without a key sends is refused soon, as the sender's fault, and leaves little in the log. */
@QuarkusTest
class HostileRequestsTest {
    private static final long SEED = 20_261_130;
    private static final int REQUESTS = 400;
    private static final int MOST_LOGGED = 100 * REQUESTS;
    private static final Duration SOON = Duration.ofSeconds(5);

    @TestHTTPResource("/")
    URI endpoint;

    @Test
    void aRegionOfManyPartsIsRefused() throws IOException {
        String scope = "test/20260102/" + "a-".repeat(3_000) + "1/secretsmanager/aws4_request";
        String head = "POST / HTTP/1.1\r\nHost: " + endpoint.getAuthority()
                + "\r\nConnection: close\r\nContent-Length: 0\r\nX-Amz-Date: 20260102T030405Z\r\n"
                + "Authorization: AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=host, Signature=0\r\n\r\n";
        try (LogVolume log = LogVolume.counting()) {
            assertThat(RawHttp.exchange(endpoint, head, new byte[0])).startsWith("HTTP/1.1 4");
            assertThat(log.characters()).isZero();
        }
    }

    @Test
    void everyHostileRequestIsRefusedSoonAndQuietly() {
        Random random = new Random(SEED);
        try (LogVolume log = LogVolume.counting()) {
            for (int i = 0; i < REQUESTS; i++) {
                HostileRequest request = HostileRequest.from(random);
                String about = i + ": " + shown(request);
                String answer = Assertions.assertTimeout(SOON, () -> answer(request), about);
                assertThat(answer)
                        .as(about)
                        .matches("(?s)(|HTTP/1.[01] (200|4\\d\\d) .*)")
                        .doesNotContain("\tat ", "Exception:");
            }
            assertThat(log.traces()).isZero();
            assertThat(log.characters()).isLessThan(MOST_LOGGED);
        }
    }

    /** Empty where the router hung up on the sender. */
    private String answer(HostileRequest request) throws IOException {
        try {
            return RawHttp.exchange(endpoint, request.wholeHead(endpoint.getAuthority()), request.body());
        } catch (SocketException hungUp) {
            return "";
        }
    }

    private static String shown(HostileRequest request) {
        String all = request.wholeHead("localhost");
        return all.substring(0, Math.min(all.length(), 400)) + " ... " + request.body().length;
    }
}
