package dev.tumbler.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionUrlAnswerTest {

    private static String written(byte[] body) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        FunctionUrlAnswer.write(new Answer(201, "application/json", Map.of("X-A", "b"), body), "request-1", json);
        return json.toString(StandardCharsets.UTF_8);
    }

    @Test
    void textIsWrittenAsText() throws IOException {
        assertThat(written("\"zoë\"".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("{\"statusCode\":201,\"headers\":{\"X-A\":\"b\",\"Content-Type\":\"application/json\","
                        + "\"x-amzn-RequestId\":\"request-1\"},\"isBase64Encoded\":false,\"body\":\"\\\"zoë\\\"\"}");
    }

    @Test
    void whatIsNoTextIsWrittenInBase64() throws IOException {
        assertThat(written(new byte[] {(byte) 0xff, 0x00, (byte) 0xfe}))
                .endsWith("\"isBase64Encoded\":true,\"body\":\"/wD+\"}");
    }
}
