package dev.tumbler.router.dispatch;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.frontdoor.BodyLimit;
import dev.tumbler.frontdoor.SignedRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Requests as they come in over HTTP. */
final class Incoming {
    /** A body of which nothing comes for so long is given up. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private static final Duration LONGEST_BODY = Duration.ofMinutes(1);
    private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(10);
    private static final int MOST_DIGITS = 18;

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

    /** Whether a request has a body of more than so many bytes, or does not say how many. */
    static boolean mayExceed(SignedRequest head, int bytes) {
        return head.header("transfer-encoding").isPresent() || announcedLength(head) > bytes;
    }

    /**
     * All of the request, or AWS's error before more of a body than the limit is kept. The connection of what is left
     * unread is closed by {@link UnreadBodies}.
     */
    static Uni<SignedRequest> whole(
            HttpServerRequest request, SignedRequest head, int mostBytes, BodyMemory.Share memory) {
        if (announcedLength(head) > mostBytes) {
            return Uni.createFrom().failure(BodyLimit.exceeded(mostBytes));
        }
        return MultiHelper.toMulti(request)
                .ifNoItem()
                .after(LONGEST_PAUSE)
                .fail()
                .onFailure()
                .transform(brokenOff -> notWhole())
                .collect()
                .in(() -> new Parts(mostBytes, memory), Parts::add)
                .ifNoItem()
                .after(mostBytes > BodyLimit.MOST_BYTES ? LONGEST_UPLOAD : LONGEST_BODY)
                .failWith(Incoming::notWhole)
                .map(parts -> head.withBody(parts.joined()));
    }

    private static AwsException notWhole() {
        return new AwsException(ErrorCode.SERIALIZATION, "The request body did not arrive whole.");
    }

    private static long announcedLength(SignedRequest head) {
        String length = head.header("content-length").orElse("0");
        boolean readable =
                length.length() <= MOST_DIGITS && length.chars().allMatch(each -> each >= '0' && each <= '9');
        return readable && !length.isEmpty() ? Long.parseLong(length) : Long.MAX_VALUE;
    }

    /** The parts of a body as they come, joined once. */
    private static final class Parts {
        private final List<Buffer> all = new ArrayList<>();
        private final int mostBytes;
        private final BodyMemory.Share memory;
        private int length;

        Parts(int mostBytes, BodyMemory.Share memory) {
            this.mostBytes = mostBytes;
            this.memory = memory;
        }

        void add(Buffer part) {
            if (length + part.length() > mostBytes) {
                throw BodyLimit.exceeded(mostBytes);
            }
            memory.take(part.length());
            length += part.length();
            all.add(part);
        }

        byte[] joined() {
            byte[] body = new byte[length];
            int start = 0;
            for (Buffer part : all) {
                part.getBytes(body, start);
                start += part.length();
            }
            all.clear();
            return body;
        }
    }
}
