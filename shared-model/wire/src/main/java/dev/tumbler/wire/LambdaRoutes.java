package dev.tumbler.wire;

import java.util.List;
import java.util.Optional;

/** The paths of Lambda's operations, as its service model gives them. */
public final class LambdaRoutes {
    private static final String FUNCTIONS = "/2015-03-31/functions";
    private static final String FUNCTION = FUNCTIONS + "/{FunctionName}";
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    private static final List<RestRoute> ALL = List.of(
            RestRoute.of("POST", FUNCTIONS, "CreateFunction", CREATED),
            RestRoute.of("GET", FUNCTIONS, "ListFunctions", OK),
            RestRoute.of("GET", FUNCTION, "GetFunction", OK),
            // the model says 200; AWS was recorded to answer 204
            RestRoute.of("DELETE", FUNCTION, "DeleteFunction", NO_CONTENT),
            RestRoute.of("PUT", FUNCTION + "/code", "UpdateFunctionCode", OK),
            RestRoute.of("GET", FUNCTION + "/configuration", "GetFunctionConfiguration", OK),
            RestRoute.of("PUT", FUNCTION + "/configuration", "UpdateFunctionConfiguration", OK),
            RestRoute.of("POST", FUNCTION + "/invocations", "Invoke", OK),
            RestRoute.of("POST", FUNCTION + "/policy", "AddPermission", CREATED),
            RestRoute.of("GET", FUNCTION + "/policy", "GetPolicy", OK),
            RestRoute.of("DELETE", FUNCTION + "/policy/{StatementId}", "RemovePermission", NO_CONTENT));

    private LambdaRoutes() {}

    /**
     * The operation that a request reaches, if it is one of those offered.
     *
     * @param path as it was sent, still encoded
     */
    public static Optional<RestRoute.Match> find(String method, String path) {
        return RestRoute.find(ALL, method, path);
    }
}
