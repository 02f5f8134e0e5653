package dev.tumbler.router.dispatch;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.router.auth.SignedRequest;
import dev.tumbler.wire.QueryCodec;
import dev.tumbler.wire.Service;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Which operation of which service a request is for.
 *
 * @param parameters the form of a Query request; empty for JSON
 */
record Address(Service service, String operation, Map<String, String> parameters) {
    private static final String TARGET = "x-amz-target";

    /** The service whose manner an answer to this request has, before anything in it has been found valid. */
    static Service mannerOf(SignedRequest request) {
        return request.header(TARGET)
                .map(target -> ofPrefix(target).orElse(Service.SECRETS_MANAGER))
                .orElse(Service.RDS);
    }

    static Address of(SignedRequest request) {
        return request.header(TARGET).map(Address::ofTarget).orElseGet(() -> ofForm(QueryCodec.parse(request.body())));
    }

    private static Address ofTarget(String target) {
        Service service = ofPrefix(target).orElseThrow(() -> new AwsException(ErrorCode.UNKNOWN_OPERATION, ""));
        return new Address(service, target.substring(target.indexOf('.') + 1), Map.of());
    }

    private static Optional<Service> ofPrefix(String target) {
        return Arrays.stream(Service.values())
                .filter(service ->
                        service.protocol() == Service.Protocol.JSON && target.startsWith(service.targetPrefix() + "."))
                .findFirst();
    }

    private static Address ofForm(Map<String, String> form) {
        String action = form.get("Action");
        if (action == null) {
            throw new AwsException(ErrorCode.MISSING_PARAMETER, "The request must contain the parameter Action.");
        }
        String version = form.getOrDefault("Version", "");
        for (Service service : Service.values()) {
            if (service.protocol() == Service.Protocol.QUERY
                    && service.version().equals(version)) {
                return new Address(service, action, form);
            }
        }
        throw new AwsException(
                ErrorCode.UNKNOWN_OPERATION, "Could not find operation " + action + " for version " + version);
    }
}
