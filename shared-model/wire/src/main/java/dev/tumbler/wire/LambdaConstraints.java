package dev.tumbler.wire;

import static dev.tumbler.wire.MemberRule.member;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** Lambda's constraints as its service model gives them, operation by operation. */
final class LambdaConstraints {
    private static final MemberRule FUNCTION_NAME = member("FunctionName")
            .required()
            .length(1, 140)
            .matches("(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?"
                    + "(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?");
    private static final MemberRule ROLE =
            member("Role").matches("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    private static final MemberRule HANDLER = member("Handler").longest(128).matches("[^\\s]+");
    private static final MemberRule DESCRIPTION = member("Description").longest(256);
    private static final MemberRule TIMEOUT = member("Timeout").range(1, 900);
    private static final MemberRule MEMORY_SIZE = member("MemorySize").range(128, 10_240);
    private static final MemberRule PACKAGE_TYPE = member("PackageType").oneOf("Zip", "Image");
    private static final MemberRule ARCHITECTURES = member("Architectures").length(1, 1);
    private static final MemberRule ARCHITECTURE =
            member("Architectures.member").oneOf("x86_64", "arm64");
    private static final MemberRule EPHEMERAL_STORAGE =
            member("EphemeralStorage.Size").range(512, 10_240);
    private static final MemberRule QUALIFIER =
            member("Qualifier").length(1, 128).matches("\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+");
    private static final MemberRule STATEMENT_ID =
            member("StatementId").required().length(1, 100).matches("([a-zA-Z0-9-_]+)");

    static final Map<String, List<MemberRule>> TABLE = Map.ofEntries(
            operation(
                    "CreateFunction",
                    FUNCTION_NAME,
                    ROLE.required(),
                    HANDLER,
                    DESCRIPTION,
                    TIMEOUT,
                    MEMORY_SIZE,
                    PACKAGE_TYPE,
                    ARCHITECTURES,
                    ARCHITECTURE,
                    EPHEMERAL_STORAGE,
                    member("Code").required()),
            operation("UpdateFunctionCode", FUNCTION_NAME, ARCHITECTURES, ARCHITECTURE),
            operation(
                    "UpdateFunctionConfiguration",
                    FUNCTION_NAME,
                    ROLE,
                    HANDLER,
                    DESCRIPTION,
                    TIMEOUT,
                    MEMORY_SIZE,
                    EPHEMERAL_STORAGE),
            operation("GetFunction", FUNCTION_NAME, QUALIFIER),
            operation("GetFunctionConfiguration", FUNCTION_NAME, QUALIFIER),
            operation("DeleteFunction", FUNCTION_NAME, QUALIFIER),
            operation("ListFunctions", member("MaxItems").range(1, 10_000)),
            operation(
                    "AddPermission",
                    FUNCTION_NAME,
                    QUALIFIER,
                    STATEMENT_ID,
                    member("Action").required().matches("(lambda:[*]|lambda:[a-zA-Z]+|[*])"),
                    member("Principal").required().matches("[^\\s]+"),
                    member("SourceArn")
                            .matches("arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}(-gov)?-[a-z]+-\\d{1})?"
                                    + ":(\\d{12})?:(.*)"),
                    member("SourceAccount").longest(12).matches("\\d{12}"),
                    member("EventSourceToken").longest(256).matches("[a-zA-Z0-9._\\-]+"),
                    member("PrincipalOrgID").length(12, 34).matches("o-[a-z0-9]{10,32}")),
            operation("RemovePermission", FUNCTION_NAME, QUALIFIER, STATEMENT_ID),
            operation("GetPolicy", FUNCTION_NAME, QUALIFIER),
            operation(
                    "Invoke",
                    FUNCTION_NAME,
                    QUALIFIER,
                    member("InvocationType").oneOf("Event", "RequestResponse", "DryRun"),
                    member("LogType").oneOf("None", "Tail")));

    private LambdaConstraints() {}

    private static Map.Entry<String, List<MemberRule>> operation(String name, MemberRule... rules) {
        return Map.entry(name, List.of(rules));
    }

    static void check(String operation, SdkPojo request) {
        Validation.check(TABLE.getOrDefault(operation, List.of()), request);
    }
}
