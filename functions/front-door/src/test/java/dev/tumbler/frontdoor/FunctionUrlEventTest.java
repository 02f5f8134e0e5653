package dev.tumbler.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of an event, and what is said of one that does not fit. */
class FunctionUrlEventTest {
    private static final String HTTP = "'requestContext':{'http':{'method':'POST'}}";

    private static FunctionUrlEvent read(String json) throws IOException {
        return FunctionUrlEvent.read(
                new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void pathAndQueryStayAsTheyWereSent() throws IOException {
        SignedRequest request = read("{'version':'2.0','rawPath':'/a%20b','rawQueryString':'c=%2F&d'," + HTTP + "}")
                .request();

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/a%20b");
        assertThat(request.query()).isEqualTo("c=%2F&d");
        assertThat(request.headers()).isEmpty();
        assertThat(request.body()).isEmpty();
    }

    @Test
    void headersAreFoundInWhateverCase() throws IOException {
        SignedRequest request = read("{'version':'2.0','rawPath':'/','headers':{'X-Amz-Date':'d','a~b/c':'e'}," + HTTP
                        + "}")
                .request();

        assertThat(request.header("x-amz-date")).hasValue("d");
        assertThat(request.header("a~b/c")).hasValue("e");
    }

    @Test
    void aBodyThatIsNotTextComesInBase64() throws IOException {
        SignedRequest request = read("{'version':'2.0','rawPath':'/','body':'/wD+','isBase64Encoded':true," + HTTP
                        + "}")
                .request();

        assertThat(request.body()).containsExactly(0xff, 0x00, 0xfe);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "'secret'; is not a JSON object",
                "{'body':'secret; is not a JSON object",
                "{'body':secret}; is not a JSON object",
                "{'Step':'secret'}; has no version",
                "{'version':'1.0','body':'secret'}; is not of payload format 2.0",
                "{'version':'2.0','rawPath':'/','body':'secret'}; has no requestContext.http.method",
                "{'version':'2.0','requestContext':{'http':{'method':'GET'}},'body':'secret'}; has no rawPath",
                "{'version':'2.0','rawPath':null,'requestContext':{'http':{'method':'GET'}}}; has no rawPath",
                "{'version':'2.0','rawPath':'/','requestContext':{'http':{'method':'GET'}},'body':'s e c r e t',"
                        + "'isBase64Encoded':true}; has a body that is not Base64",
            })
    void anEventThatDoesNotFitIsRefusedInWordsThatShowNothingOfIt(String json, String words) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> read(json).request())
                .withMessage("The event " + words + "; this function answers a Function URL, or an HTTP API of API"
                        + " Gateway with payload format 2.0")
                .withNoCause();
    }
}
