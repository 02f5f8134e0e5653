package dev.tumbler.router.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3SourceTest {
    private static final URI ROUTER = URI.create("http://127.0.0.1:4566");

    @Test
    void itIsAwsOrAnAddress() {
        assertThat(S3Source.of("aws").endpoint()).isEmpty();
        assertThat(S3Source.of("aws")).hasToString("aws");
        assertThat(S3Source.of("https://minio.example:9000").endpoint())
                .contains(URI.create("https://minio.example:9000"));
        assertThat(S3Source.of("http://[::1]:9000")).hasToString("http://[::1]:9000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "azure", "ftp://127.0.0.1", "http:", "http://key:secret@127.0.0.1:9000", "http://a b"})
    void whatIsNeitherIsRefused(String text) {
        assertThatThrownBy(() -> S3Source.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:4566", "http://localhost:4566/", "http://[::1]:4566"})
    void theRouterDoesNotAskItself(String endpoint) {
        assertThatThrownBy(() -> S3Source.requireElsewhere(URI.create(endpoint), ROUTER))
                .isInstanceOf(S3Source.Unusable.class)
                .hasMessageContaining("this router itself")
                .hasMessageContaining("AWS_ENDPOINT_URL_S3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9000", "https://s3.us-east-1.amazonaws.com", "http://192.0.2.1:4566"})
    void itAsksAnybodyElse(String endpoint) {
        assertThatCode(() -> S3Source.requireElsewhere(URI.create(endpoint), ROUTER))
                .doesNotThrowAnyException();
    }
}
