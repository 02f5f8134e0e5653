package dev.tumbler.router.dispatch;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
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
    /** A secret value has at most 64 KiB; escaped as JSON it may take six times as much. */
    static final int MOST_BYTES = 1 << 20;

    /** Lambda takes 50 MB of zipped code, which are 67 MB in base64. */
    static final int MOST_BYTES_OF_CODE = 70_000_000;

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
            return Uni.createFrom().failure(tooLarge(mostBytes));
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
            throw tooLarge(mostBytes);
        }
        body.appendBuffer(part);
    }

    /** Code and status stand on AWS's page of errors common to all services. The words are Lambda's, the limit is ours. */
    private static AwsException tooLarge(int mostBytes) {
        return new AwsException(
                ErrorCode.REQUEST_TOO_LARGE, "Request must be smaller than " + mostBytes + " bytes for the operation");
    }
}
