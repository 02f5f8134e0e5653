package dev.tumbler.conformance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Values that are nearly right: most have the type of their member, many would be accepted elsewhere. */
final class Noise {
    /** Of what a request has at most, or never: deep nesting, long text, long numbers. */
    private static final List<String> EXTREMES = List.of(
            "",
            " ",
            "\0",
            "x".repeat(2049),
            "x".repeat(65_537),
            "a".repeat(1000) + "!",
            "[".repeat(5000),
            "{\"a\":".repeat(3000),
            "rate(" + "9".repeat(40) + " days)",
            "cron(* * * * * *)".repeat(40),
            "9".repeat(400),
            "../../../etc/passwd",
            "%s%n${jndi:x}#{1}");

    /** What requests say, each in a place where another belongs as well. */
    private static final List<String> WORDS = List.of(
            "AWSCURRENT",
            "AWSPENDING",
            "AWSPREVIOUS",
            "us-east-1",
            "eu-west-1",
            "name",
            "tag-key",
            "all",
            "!kept",
            "asc",
            "last-changed-date",
            "true",
            "rate(10 days)",
            "cron(0 16 1,15 * ? *)",
            "cron(0 8 ? * L#9 *)",
            "3h",
            "99h",
            "2147483648",
            "-1",
            "1e9",
            "2026-01-01T00:00:00Z",
            "aws/secretsmanager",
            "alias/",
            "SYMMETRIC_DEFAULT",
            "AES_256",
            "db.t4g.micro",
            "EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE",
            "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\","
                    + "\"Resource\":\"*\"}}",
            "{\"Version\":1,\"Statement\":[null,[],{\"Effect\":[],\"Principal\":{\"AWS\":{}},\"Action\":{}}]}");

    private final Arbitrary<String> texts;

    /**
     * Noise around what there is.
     *
     * @param known names, ARNs and tokens that the router knows
     */
    Noise(List<String> known) {
        Arbitrary<String> knowns = Arbitraries.of(known);
        texts = Arbitraries.frequencyOf(
                Tuple.of(8, knowns),
                Tuple.of(3, knowns.flatMap(Noise::garbled)),
                Tuple.of(6, Arbitraries.of(WORDS)),
                Tuple.of(2, Arbitraries.strings().ofMaxLength(30)),
                Tuple.of(
                        2,
                        Arbitraries.strings()
                                .alpha()
                                .numeric()
                                .withChars("-_/+=.@!")
                                .ofMaxLength(64)),
                Tuple.of(1, Arbitraries.of(EXTREMES)));
    }

    /** A text with a piece cut out or put in. */
    private static Arbitrary<String> garbled(String text) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, text.length()),
                        Arbitraries.integers().between(0, text.length()),
                        Arbitraries.strings().ofMaxLength(4))
                .as((one, other, piece) ->
                        text.substring(0, Math.min(one, other)) + piece + text.substring(Math.max(one, other)));
    }

    Arbitrary<String> texts() {
        return texts;
    }

    /** An object with some of the members, and now and then one that is not among them. */
    Arbitrary<Object> members(List<SdkField<?>> members) {
        List<Arbitrary<Optional<Map.Entry<String, Object>>>> each =
                members.stream().map(this::member).toList();
        return Combinators.combine(each).as(chosen -> {
            Map<String, Object> object = new TreeMap<>();
            chosen.forEach(one -> one.ifPresent(member -> object.put(member.getKey(), member.getValue())));
            return object;
        });
    }

    private Arbitrary<Optional<Map.Entry<String, Object>>> member(SdkField<?> member) {
        return value(member)
                .map(value -> Map.entry(member.locationName(), value))
                .optional(0.5);
    }

    private Arbitrary<Object> value(SdkField<?> member) {
        return Arbitraries.frequencyOf(
                Tuple.of(12, fitting(member)),
                Tuple.of(
                        1,
                        Arbitraries.oneOf(
                                texts.asGeneric(),
                                numbers(),
                                Arbitraries.of(true, List.of(), Map.of(), List.of(List.of(Map.of()))))));
    }

    private Arbitrary<Object> fitting(SdkField<?> member) {
        return switch (member.marshallingType().getKnownType()) {
            case BOOLEAN -> Arbitraries.of(true, false);
            case BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, BIG_DECIMAL, INSTANT -> numbers();
            case SDK_POJO ->
                Arbitraries.lazy(() -> members(member.constructor().get().sdkFields()));
            case LIST -> list(member.getTrait(ListTrait.class).memberFieldInfo());
            case MAP -> map(member.getTrait(MapTrait.class).valueFieldInfo());
            default -> texts.asGeneric();
        };
    }

    private static Arbitrary<Object> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(-2, 40).asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.bigDecimals().asGeneric());
    }

    private Arbitrary<Object> list(SdkField<?> element) {
        return Arbitraries.oneOf(
                value(element).list().ofMaxSize(3).asGeneric(),
                value(element).list().ofMinSize(20).ofMaxSize(60).asGeneric());
    }

    private Arbitrary<Object> map(SdkField<?> element) {
        return Arbitraries.maps(texts, value(element)).ofMaxSize(3).asGeneric();
    }
}
