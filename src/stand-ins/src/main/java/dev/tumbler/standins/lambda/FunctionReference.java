package dev.tumbler.standins.lambda;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function as a request names it: by its name, its ARN, or a part of the ARN that begins with the account. */
final class FunctionReference {
    private static final Pattern FORM = Pattern.compile("(?:arn:aws[a-z-]*:lambda:)?(?:(?<region>[a-z]+-[a-z-]+-\\d):)?"
            + "(?:(?<account>\\d{12}):)?(?:function:)?(?<name>[a-zA-Z0-9-_]+)(?::(?<qualifier>[$a-zA-Z0-9-_]+))?");

    private static final String LATEST = "$LATEST";
    private static final int LONGEST_NAME = 64;

    private FunctionReference() {}

    /** The name of a function that is to be made. */
    static FunctionId ofNew(String text, FunctionCall call) {
        return parse(text, null, call);
    }

    /**
     * The function that is meant. There are no published versions and no aliases here, so every qualifier but
     * {@code $LATEST} names something that is not there.
     */
    static FunctionId parse(String text, String qualifier, FunctionCall call) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || parts.group("name").length() > LONGEST_NAME) {
            // the wording is ours
            throw LambdaErrors.invalid("The function name " + text + " is not valid.");
        }
        FunctionId id = new FunctionId(call.account(), call.region(), parts.group("name"));
        checkRegion(parts.group("region"), call);
        checkAccount(parts.group("account"), id, call);
        checkQualifier(id, Optional.ofNullable(parts.group("qualifier")), Optional.ofNullable(qualifier));
        return id;
    }

    private static void checkRegion(String region, FunctionCall call) {
        if (region != null && !region.equals(call.region())) {
            throw new AwsException(
                    ErrorCode.LAMBDA_NOT_FOUND,
                    "Functions from '" + region + "' are not reachable in this region ('" + call.region() + "')");
        }
    }

    private static void checkAccount(String account, FunctionId id, FunctionCall call) {
        if (account != null && !account.equals(call.account())) {
            throw call.denied(new FunctionId(account, id.region(), id.name()));
        }
    }

    private static void checkQualifier(FunctionId id, Optional<String> derived, Optional<String> given) {
        if (derived.isPresent() && given.isPresent() && !derived.equals(given)) {
            throw LambdaErrors.invalid(
                    "The derived qualifier from the function name does not match the specified qualifier.");
        }
        given.or(() -> derived).filter(any -> !any.equals(LATEST)).ifPresent(missing -> {
            throw LambdaErrors.notFound(id.arn() + ":" + missing);
        });
    }
}
