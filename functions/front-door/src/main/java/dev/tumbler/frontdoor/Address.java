package dev.tumbler.frontdoor;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.wire.LambdaRoutes;
import dev.tumbler.wire.QueryCodec;
import dev.tumbler.wire.Service;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which operation of which service a request is for.
 *
 * @param operation empty where the request names none
 * @param parameters of a Query request, or what the path of a REST request held; empty for JSON
 * @param status what a success answers, unless it says so itself
 */
record Address(Service service, String operation, Map<String, String> parameters, int status) {
    private static final String TARGET = "x-amz-target";
    private static final String JSON_TYPE = "application/x-amz-json-1.";
    private static final String REST_PATH = "/2015-03-31/";
    private static final Set<String> METHODS = Set.of("GET", "POST");
    private static final Set<String> REST_METHODS = Set.of("DELETE", "GET", "POST", "PUT");
    private static final int OK = 200;

    private Address(Service service, String operation, Map<String, String> parameters) {
        this(service, operation, parameters, OK);
    }

    /** The service whose manner an answer to this request has, before anything in it has been found valid. */
    static Service mannerOf(SignedRequest request) {
        if (isRest(request)) {
            return Service.LAMBDA;
        }
        Service.Protocol protocol = isJson(request) ? Service.Protocol.JSON : Service.Protocol.QUERY;
        return request.header(TARGET)
                .flatMap(Address::ofPrefix)
                .or(() -> request.scopedService()
                        .flatMap(name ->
                                service(protocol, each -> each.signingName().equals(name))))
                .orElse(protocol == Service.Protocol.JSON ? Service.SECRETS_MANAGER : Service.RDS);
    }

    private static boolean isJson(SignedRequest request) {
        return request.header(TARGET).isPresent()
                || request.header("content-type")
                        .filter(type -> type.startsWith(JSON_TYPE))
                        .isPresent();
    }

    private static boolean isRest(SignedRequest request) {
        return request.path().startsWith(REST_PATH);
    }

    /** Whether anything is asked for at this path by this method, as the router's resource has it. */
    static boolean exists(SignedRequest request) {
        return isRest(request)
                ? REST_METHODS.contains(request.method())
                : request.path().equals("/") && METHODS.contains(request.method());
    }

    static Address of(SignedRequest request) {
        if (isRest(request)) {
            return ofPath(request);
        }
        return isJson(request) ? ofTarget(request) : ofParameters(request);
    }

    private static Address ofPath(SignedRequest request) {
        return LambdaRoutes.find(request.method(), request.path())
                .map(match -> new Address(
                        Service.LAMBDA,
                        match.route().operation(),
                        match.labels(),
                        match.route().status()))
                .orElseThrow(() -> new AwsException(
                        ErrorCode.ACCESS_DENIED, "Unable to determine service/operation name to be authorized"));
    }

    private static Address ofTarget(SignedRequest request) {
        String target = request.header(TARGET).orElse("");
        Service service = ofPrefix(target)
                .filter(found -> request.method().equals("POST"))
                .orElseThrow(() -> new AwsException(ErrorCode.UNKNOWN_OPERATION, ""));
        return new Address(service, target.substring(target.indexOf('.') + 1), Map.of());
    }

    private static Optional<Service> ofPrefix(String target) {
        return service(Service.Protocol.JSON, each -> target.startsWith(each.targetPrefix() + "."));
    }

    /** AWS takes parameters from the query string as well as from a form. */
    private static Address ofParameters(SignedRequest request) {
        Map<String, String> parameters = QueryCodec.parse(request.query(), request.body());
        String action = parameters.getOrDefault("Action", "");
        String version = parameters.getOrDefault("Version", "");
        return service(Service.Protocol.QUERY, each -> each.version().equals(version))
                .filter(found -> METHODS.contains(request.method()))
                .map(service -> new Address(service, action, parameters))
                .orElseThrow(() -> action.isEmpty() ? noAction() : unknown(action, version));
    }

    private static Optional<Service> service(Service.Protocol protocol, Predicate<Service> wanted) {
        return Arrays.stream(Service.values())
                .filter(each -> each.protocol() == protocol)
                .filter(wanted)
                .findFirst();
    }

    /** What is said of a Query request without an action; the wording is ours. */
    static AwsException noAction() {
        return new AwsException(ErrorCode.MISSING_PARAMETER, "The request must contain the parameter Action.");
    }

    static AwsException unknown(String action, String version) {
        return new AwsException(
                ErrorCode.UNKNOWN_OPERATION, "Could not find operation " + action + " for version " + version);
    }
}
