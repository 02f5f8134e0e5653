package dev.tumbler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class JsonCodecTest {
    private static final SdkClients CLIENTS = SdkClients.create();
    private static final Operation<CreateSecretRequest> CREATE_SECRET = Exchange.CREATE_SECRET;

    @Provide
    Arbitrary<Exchange<?, ?>> exchanges() {
        return Arbitraries.of(Exchange.JSON);
    }

    @Property(tries = 300)
    void whatTheSdkSendsIsReadAsItWasMeant(@ForAll("exchanges") Exchange<?, ?> exchange, @ForAll long seed) {
        Exchange.SentRequest<?> sent = exchange.send(SampleValues.of(seed), CLIENTS);

        assertThat((Object) JsonCodec.read(sent.bytes(), exchange.operation())).isEqualTo(sent.meant());
    }

    @Property(tries = 300)
    void theSdkReadsWhatIsWrittenAsItWasMeant(@ForAll("exchanges") Exchange<?, ?> exchange, @ForAll long seed) {
        SdkPojo response = exchange.response(SampleValues.of(seed));

        assertThat(exchange.receive(JsonCodec.write(response), CLIENTS).equalsBySdkFields(response))
                .isTrue();
    }

    @Property(tries = 300)
    void aRequestIsWrittenByteForByteAsTheSdkWritesIt(@ForAll("exchanges") Exchange<?, ?> exchange, @ForAll long seed) {
        Exchange.SentRequest<?> sent = exchange.send(SampleValues.of(seed), CLIENTS);

        assertThat(text(JsonCodec.write((SdkPojo) sent.meant()))).isEqualTo(text(sent.bytes()));
    }

    @Property(tries = 1000)
    void bytesThatMeanNothingAreRefusedInAwsTerms(@ForAll byte[] bytes) {
        readOrRefuse(bytes);
    }

    @Property(tries = 1000)
    void aDamagedRequestIsReadOrRefusedInAwsTerms(@ForAll("exchanges") Exchange<?, ?> exchange, @ForAll long seed) {
        byte[] bytes = exchange.send(SampleValues.of(seed), CLIENTS).bytes();
        Random random = new Random(seed);
        for (int i = 0; i < 3 && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:0-eE.\\u\0\377".charAt(random.nextInt(16));
        }
        readOrRefuse(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
    }

    private static void readOrRefuse(byte[] bytes) {
        for (Exchange<?, ?> exchange : Exchange.JSON) {
            try {
                assertThat((Object) JsonCodec.read(bytes, exchange.operation())).isNotNull();
            } catch (AwsException refused) {
                assertThat(refused.code()).isEqualTo(ErrorCode.SERIALIZATION);
            }
        }
    }

    @Test
    void aListThatWasSetToBeEmptyIsWrittenAndOneThatWasNotIsNot() {
        assertThat(written(DescribeSecretResponse.builder()
                        .name("a")
                        .tags(List.of())
                        .build()))
                .isEqualTo("{\"Name\":\"a\",\"Tags\":[]}");
        assertThat(written(DescribeSecretResponse.builder().name("a").build())).isEqualTo("{\"Name\":\"a\"}");
    }

    @Test
    void timestampsAreSecondsWithAtMostThreeDigits() {
        assertThat(written(createdAt("2018-04-07T21:39:05.713456Z"))).isEqualTo("{\"CreatedDate\":1523137145.713}");
        assertThat(written(createdAt("2018-04-07T21:39:05.5Z"))).isEqualTo("{\"CreatedDate\":1523137145.5}");
        assertThat(written(createdAt("2018-04-08T00:00:00Z"))).isEqualTo("{\"CreatedDate\":1523145600}");
        assertThat(written(createdAt("1970-01-01T00:00:00Z"))).isEqualTo("{\"CreatedDate\":0}");
    }

    private static GetSecretValueResponse createdAt(String moment) {
        return GetSecretValueResponse.builder()
                .createdDate(Instant.parse(moment))
                .build();
    }

    @Test
    void aBinaryValueIsBase64() {
        SdkBytes footest = SdkBytes.fromUtf8String("footest");

        assertThat(written(
                        GetSecretValueResponse.builder().secretBinary(footest).build()))
                .isEqualTo("{\"SecretBinary\":\"Zm9vdGVzdA==\"}");
        assertThat(read("{\"SecretBinary\":\"Zm9vdGVzdA==\"}").secretBinary()).isEqualTo(footest);
    }

    @Test
    void unknownMembersAndNullsAreIgnored() {
        assertThat(read("{\"Name\":\"a\",\"Flavour\":{\"x\":[1,{}]},\"Description\":null}"))
                .isEqualTo(CreateSecretRequest.builder().name("a").build());
    }

    @Test
    void anEmptyBodyIsARequestWithoutMembers() {
        assertThat(read("")).isEqualTo(CreateSecretRequest.builder().build());
        assertThat(read(" \n")).isEqualTo(read("{}"));
    }

    @Test
    void aNullInAListKeepsItsPlace() {
        assertThat(read("{\"Tags\":[null,{\"Key\":\"k\"}]}").tags())
                .containsExactly(null, Tag.builder().key("k").build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "\"hunter2\"",
                "{\"Name\":\"hunter2\"",
                "{\"Name\":\"hunter2\"}}",
                "{\"Name\":hunter2}",
                "{\"SecretString\":{\"hunter2\":1}}",
                "{\"SecretString\":7}",
                "{\"SecretString\":\"hunter2\\ud800\"}",
                "{\"SecretBinary\":\"hunter2!\"}",
                "{\"Tags\":{\"hunter2\":1}}",
                "{\"Tags\":[\"hunter2\"]}",
                "{\"ForceOverwriteReplicaSecret\":\"hunter2\"}",
                "{\"hunter2\":1}{}"
            })
    void whatIsNoRequestIsRefusedWithoutAWordOfIt(String json) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> read(json))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERIALIZATION))
                .withMessageNotContaining("hunter2")
                .withNoCause();
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertRefused("PasswordLength", "9223372036854775808");
        assertRefused("PasswordLength", "1e400");
        assertRefused("PasswordLength", "7.5");
        assertRefused("PasswordLength", "\"7\"");
    }

    private static void assertRefused(String member, String value) {
        Exchange<?, ?> passwords = Exchange.JSON.stream()
                .filter(each -> each.operation().name().equals("GetRandomPassword"))
                .findFirst()
                .orElseThrow();
        byte[] json = ("{\"" + member + "\":" + value + "}").getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> JsonCodec.read(json, passwords.operation()))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERIALIZATION));
    }

    @Test
    void whatIsNestedWithoutEndIsRefused() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> read("{\"x\":" + "[".repeat(100_000)))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERIALIZATION));
    }

    private static CreateSecretRequest read(String json) {
        return JsonCodec.read(json.getBytes(StandardCharsets.UTF_8), CREATE_SECRET);
    }

    private static String written(SdkPojo pojo) {
        return text(JsonCodec.write(pojo));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
