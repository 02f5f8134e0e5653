package dev.tumbler.router.dispatch;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.frontdoor.BodyLimit;
import dev.tumbler.frontdoor.SignedRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Requests as they come in over HTTP. */
final class Incoming {
    private Incoming() {}

    /** The request as far as it is there before its body. */
    static SignedRequest head(HttpServerRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.computeIfAbsent(
                        name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                .add(value));
        return new SignedRequest(
                request.method().name(),
                request.path(),
                Optional.ofNullable(request.query()).orElse(""),
                headers,
                new byte[0]);
    }

    /** All of the request, or AWS's error before more of a body than the limit is kept. What is left of it is discarded. */
    static Uni<SignedRequest> whole(HttpServerRequest request, int mostBytes) {
        SignedRequest head = head(request);
        if (announcedLength(head) > mostBytes) {
            request.resume();
            return Uni.createFrom().failure(BodyLimit.exceeded(mostBytes));
        }
        return MultiHelper.toMulti(request)
                .onFailure()
                .transform(brokenOff ->
                        new AwsException(ErrorCode.SERIALIZATION, "The request body did not arrive whole.", brokenOff))
                .collect()
                .in(Buffer::buffer, (body, part) -> append(body, part, mostBytes))
                .map(body -> head.withBody(body.getBytes()));
    }

    private static long announcedLength(SignedRequest head) {
        return head.header("content-length").map(Long::valueOf).orElse(0L);
    }

    private static void append(Buffer body, Buffer part, int mostBytes) {
        if (body.length() + part.length() > mostBytes) {
            throw BodyLimit.exceeded(mostBytes);
        }
        body.appendBuffer(part);
    }
}
