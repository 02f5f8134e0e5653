package dev.tumbler.frontdoor;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.wire.QueryCodec;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Refuses what AWS has and this product does not, by its name, and logs it once. */
final class NotOffered {
    private static final Logger LOG = Logger.getLogger(NotOffered.class);
    private static final String TARGET = "x-amz-target";

    /** Callers choose the names, so there is an end to what is kept of them. */
    private static final int MOST_LOGGED = 1000;

    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private NotOffered() {}

    /** unsourced: AWS says nothing at all of an operation that it does not know; people here need to know what is missing. */
    static AwsException operation(String name, String service) {
        String text = "Tumbler does not offer " + Shown.of(name) + " of " + Shown.of(service) + ".";
        if (LOGGED.size() < MOST_LOGGED && LOGGED.add(text)) {
            LOG.info(text);
        }
        return new AwsException(ErrorCode.UNKNOWN_OPERATION, text);
    }

    /** What a request to a service asks for, by the name that it has in the request. */
    static AwsException request(SignedRequest request, String service) {
        return operation(name(request), service);
    }

    private static String name(SignedRequest request) {
        String target = request.header(TARGET).orElse("");
        if (!target.isEmpty()) {
            return target.substring(target.lastIndexOf('.') + 1);
        }
        String action = request.path().equals("/") ? action(request) : "";
        return action.isEmpty() ? request.method() + " " + request.path() : action;
    }

    /** Whatever is no form names no action. */
    private static String action(SignedRequest request) {
        boolean form = Manner.isForm(request);
        return QueryCodec.parse(request.query(), form ? request.body() : new byte[0])
                .getOrDefault("Action", "");
    }
}
