package dev.tumbler.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Calls of every operation: most of them well formed and full of noise, some with their very form broken. */
final class FuzzedCalls {
    private static final List<String> METHODS = List.of("GET", "PUT", "HEAD", "PATCH", "DELETE");
    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Encoding",
            "Authorization",
            "Content-Encoding",
            "Content-Type",
            "Host",
            "Origin",
            "X-Amz-Content-Sha256",
            "X-Amz-Date",
            "X-Amz-Security-Token",
            "X-Amz-Target");

    private FuzzedCalls() {}

    static Arbitrary<FuzzedCall> of(List<OfferedOperation> operations, Noise noise) {
        return Arbitraries.of(operations)
                .flatMap(operation -> noise.members(operation.members()).map(request -> call(operation, request)))
                .flatMap(call -> broken(noise).map(change -> change.apply(call)));
    }

    @SuppressWarnings("unchecked") // the noise for members is an object
    private static FuzzedCall call(OfferedOperation operation, Object request) {
        return FuzzedCall.of(operation, (Map<String, Object>) request);
    }

    private static Arbitrary<UnaryOperator<FuzzedCall>> broken(Noise noise) {
        return Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.just(UnaryOperator.identity())),
                Tuple.of(4, edits().map(edit -> call -> call.withBody(edit.apply(call.body())))),
                Tuple.of(1, noise.texts().map(text -> call -> call.withBody(text.getBytes(StandardCharsets.UTF_8)))),
                Tuple.of(2, header(noise)),
                Tuple.of(1, Arbitraries.of(METHODS).map(method -> call -> call.by(method))),
                Tuple.of(1, Arbitraries.just(FuzzedCall::tamperedWith)));
    }

    /** A header with text that HTTP can carry. */
    private static Arbitrary<UnaryOperator<FuzzedCall>> header(Noise noise) {
        Arbitrary<String> values = Arbitraries.oneOf(
                noise.texts().map(text -> text.replaceAll("[^ -~]", "").strip()).filter(text -> text.length() < 4000),
                Arbitraries.strings().withCharRange('!', '~').ofMaxLength(60),
                Arbitraries.of(
                        "application/json",
                        "text/plain; charset=utf-7",
                        "multipart/form-data",
                        "gzip",
                        "null",
                        "secretsmanager.",
                        "TrentService.GetSecretValue",
                        "20260101T000000Z",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sts/aws4_request",
                        "AWS4-HMAC-SHA256 Credential=////, SignedHeaders=;, Signature="));
        return Combinators.combine(Arbitraries.of(HEADERS), values)
                .as((name, value) -> call -> call.withHeader(name, value));
    }

    /** A piece of the bytes gives way to others. */
    private static Arbitrary<UnaryOperator<byte[]>> edits() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(4))
                .as((place, length, bytes) -> body -> {
                    int from = (int) (place * body.length);
                    int to = Math.min(body.length, from + length);
                    ByteArrayOutputStream edited = new ByteArrayOutputStream();
                    edited.write(body, 0, from);
                    edited.writeBytes(bytes);
                    edited.write(body, to, body.length - to);
                    return edited.toByteArray();
                });
    }
}
