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

    static boolean isJson(SignedRequest request) {
        return request.header(TARGET).isPresent()
                || request.header("content-type")
                        .filter(type -> type.startsWith(JSON_TYPE))
                        .isPresent();
    }

    static boolean isRest(SignedRequest request) {
        return request.path().startsWith(REST_PATH);
    }

    /** Whether anything is asked for at this path by this method, as the router's resource has it. */
    static boolean exists(SignedRequest request) {
        return isRest(request)
                ? REST_METHODS.contains(request.method())
                : request.path().equals("/") && METHODS.contains(request.method());
    }

    /** What {@code X-Amz-Target} names; empty where there is none. */
    static String target(SignedRequest request) {
        return request.header(TARGET).orElse("");
    }

    /**
     * The operation that a request asks of the service for which it is signed.
     *
     * @param signingName a service that is offered
     */
    static Address of(SignedRequest request, String signingName) {
        Address address = found(request, signingName);
        if (!address.service().signingName().equals(signingName)) {
            throw new AwsException(
                    ErrorCode.INVALID_SIGNATURE,
                    correctService(address.service().signingName()));
        }
        return address;
    }

    /** Said of a signature whose scope names another service than the one that is called. */
    static String correctService(String signingName) {
        return "Credential should be scoped to correct service: '" + signingName + "'.";
    }

    private static Address found(SignedRequest request, String signingName) {
        if (isRest(request)) {
            return ofPath(request);
        }
        return isJson(request) ? ofTarget(request, signingName) : ofParameters(request, signingName);
    }

    private static Address ofPath(SignedRequest request) {
        return LambdaRoutes.find(request.method(), request.path())
                .map(match -> new Address(
                        Service.LAMBDA,
                        match.route().operation(),
                        match.labels(),
                        match.route().status()))
                .orElseThrow(() -> NotOffered.request(request, Service.LAMBDA.signingName()));
    }

    private static Address ofTarget(SignedRequest request, String signingName) {
        String target = target(request);
        Service service = ofPrefix(target)
                .filter(found -> request.method().equals("POST"))
                .orElseThrow(() -> NotOffered.request(request, signingName));
        return new Address(service, target.substring(target.indexOf('.') + 1), Map.of());
    }

    static Optional<Service> ofPrefix(String target) {
        return service(Service.Protocol.JSON, each -> target.startsWith(each.targetPrefix() + "."));
    }

    /** AWS takes parameters from the query string as well as from a form. */
    private static Address ofParameters(SignedRequest request, String signingName) {
        Map<String, String> parameters = QueryCodec.parse(request.query(), request.body());
        String action = parameters.getOrDefault("Action", "");
        String version = parameters.getOrDefault("Version", "");
        return service(Service.Protocol.QUERY, each -> each.version().equals(version))
                .filter(found -> METHODS.contains(request.method()))
                .map(service -> new Address(service, action, parameters))
                .orElseThrow(() ->
                        action.isEmpty() ? noAction(request, signingName) : unknown(action, version, signingName));
    }

    private static Optional<Service> service(Service.Protocol protocol, Predicate<Service> wanted) {
        return Arrays.stream(Service.values())
                .filter(each -> each.protocol() == protocol)
                .filter(wanted)
                .findFirst();
    }

    /** Only of a service that takes actions can one be missing. */
    private static AwsException noAction(SignedRequest request, String signingName) {
        boolean query = Service.signedAs(signingName)
                .filter(service -> service.protocol() == Service.Protocol.QUERY)
                .isPresent();
        return query ? noAction() : NotOffered.request(request, signingName);
    }

    /** What is said of a Query request without an action; the wording is ours. */
    static AwsException noAction() {
        return new AwsException(ErrorCode.MISSING_PARAMETER, "The request must contain the parameter Action.");
    }

    private static AwsException unknown(String action, String version, String signingName) {
        return NotOffered.operation(version.isEmpty() ? action : action + " in version " + version, signingName);
    }
}
