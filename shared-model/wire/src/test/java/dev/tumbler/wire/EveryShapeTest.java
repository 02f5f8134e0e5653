package dev.tumbler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Query protocol's rules for maps and flattened lists, which RDS and STS do not use. */
class EveryShapeTest {
    private static final Operation<EveryShape> OPERATION = Operation.of(Service.STS, "Try", EveryShape::new);

    @Test
    void everyShapeIsReadFromParameters() {
        Map<String, String> parameters = new TreeMap<>(Map.of(
                "Blob", "Zm9vdGVzdA==",
                "Moment", "2026-01-02T03:04:05.678Z",
                "Double", "1.5",
                "Long", "7",
                "Flat.1", "a",
                "Flat.2", "b",
                "Plain.member.1", "c",
                "Map.entry.1.key", "k",
                "Map.entry.1.value", "v",
                "FlatMap.1.key", "l"));
        parameters.put("FlatMap.1.value", "w");

        assertThat(QueryCodec.read(parameters, OPERATION).values())
                .isEqualTo(EveryShape.full().values());
    }

    @Test
    void everyShapeIsWrittenAsXml() {
        assertThat(text(QueryCodec.write(OPERATION, EveryShape.full(), "id")))
                .contains("<TryResult><Blob>Zm9vdGVzdA==</Blob><Moment>2026-01-02T03:04:05.678Z</Moment>"
                        + "<Double>1.5</Double><Long>7</Long><Flat>a</Flat><Flat>b</Flat>"
                        + "<Plain><member>c</member></Plain>"
                        + "<Map><entry><key>k</key><value>v</value></entry></Map>"
                        + "<FlatMap><key>l</key><value>w</value></FlatMap></TryResult>");
    }

    @Test
    void everyShapeIsWrittenAsJson() {
        assertThat(text(JsonCodec.write(EveryShape.full())))
                .isEqualTo("{\"Blob\":\"Zm9vdGVzdA==\",\"Moment\":1767323045.678,\"Double\":1.5,\"Long\":7,"
                        + "\"Flat\":[\"a\",\"b\"],\"Plain\":[\"c\"],\"Map\":{\"k\":\"v\"},\"FlatMap\":{\"l\":\"w\"}}");
    }

    @Test
    void everyShapeIsReadFromJson() {
        assertThat(read(text(JsonCodec.write(EveryShape.full()))).values())
                .isEqualTo(EveryShape.full().values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1523477145.713", "\"1523477145.713\"", "1.523477145713e9", "1523477145.7139"})
    void aTimestampIsANumberOrNumericText(String seconds) {
        assertThat(read("{\"Moment\":" + seconds + "}").values())
                .containsEntry("Moment", Instant.parse("2018-04-11T20:05:45.713Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e1000000000",
                "-1e-1000000000",
                "\"1e1000000000\"",
                "\"soon\"",
                "true",
                "\"\"",
                "99999999999999999999",
                "1e17"
            })
    void whatIsNoTimestampIsRefused(String seconds) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> read("{\"Moment\":" + seconds + "}"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERIALIZATION));
    }

    private static EveryShape read(String json) {
        return JsonCodec.read(json.getBytes(StandardCharsets.UTF_8), OPERATION);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
