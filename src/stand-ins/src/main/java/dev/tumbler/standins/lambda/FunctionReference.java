package dev.tumbler.standins.lambda;

import dev.tumbler.domain.Arn;
import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Border;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.Partition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function as a request names it: by its name, its ARN, or a part of the ARN that begins with the account. */
final class FunctionReference {
    private static final Pattern FORM = Pattern.compile("(?:arn:(?<partition>aws[a-z-]*):lambda:)?"
            + "(?:(?<region>[a-z]+-[a-z-]+-\\d):)?"
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
        checkReach(place(parts, call), id, call);
        checkQualifier(id, Optional.ofNullable(parts.group("qualifier")), Optional.ofNullable(qualifier));
        return id;
    }

    /** What a part of an ARN leaves out is the caller's. */
    private static Arn place(Matcher parts, FunctionCall call) {
        String here = Partition.of(call.region()).wireName();
        return new Arn(
                Optional.ofNullable(parts.group("partition")).orElse(here),
                "lambda",
                Optional.ofNullable(parts.group("region")).orElse(call.region()),
                Optional.ofNullable(parts.group("account")).orElse(call.account()),
                "function:" + parts.group("name"));
    }

    /** unsourced: that an ARN of another partition is refused in the words for one of another region. */
    private static void checkReach(Arn arn, FunctionId id, FunctionCall call) {
        Border.between(call.caller(), arn, Border.First.REGION).ifPresent(border -> {
            throw border == Border.ACCOUNT
                    ? call.denied(new FunctionId(arn.account(), id.region(), id.name()))
                    : unreachable(arn.region(), call);
        });
    }

    private static AwsException unreachable(String region, FunctionCall call) {
        return new AwsException(
                ErrorCode.LAMBDA_NOT_FOUND,
                "Functions from '" + region + "' are not reachable in this region ('" + call.region() + "')");
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
