package dev.tumbler.standins.lambda;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;

/** Lambda's refusals, each with AWS's words where they are known. */
final class LambdaErrors {
    private LambdaErrors() {}

    static AwsException notFound(String arn) {
        return new AwsException(ErrorCode.LAMBDA_NOT_FOUND, "Function not found: " + arn);
    }

    static AwsException exists(String name) {
        return new AwsException(ErrorCode.LAMBDA_CONFLICT, "Function already exist: " + name);
    }

    static AwsException invalid(String message) {
        return new AwsException(ErrorCode.LAMBDA_INVALID_PARAMETER_VALUE, message);
    }

    static AwsException noZip() {
        return invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");
    }

    static AwsException unzippedTooLarge(long most) {
        return invalid("Unzipped size must be smaller than " + most + " bytes");
    }

    /** The wording is ours. */
    static AwsException notOffered(String what) {
        return invalid(what + " is not offered by this endpoint.");
    }

    static AwsException anotherRevision() {
        return new AwsException(
                ErrorCode.LAMBDA_PRECONDITION_FAILED,
                "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to"
                        + " retrieve the latest Revision Id");
    }

    static AwsException noPolicy() {
        return new AwsException(ErrorCode.LAMBDA_NOT_FOUND, "The resource you requested does not exist.");
    }

    static AwsException noPolicyToRemoveFrom() {
        return new AwsException(ErrorCode.LAMBDA_NOT_FOUND, "No policy is associated with the given resource.");
    }

    static AwsException noStatement(String statementId) {
        return new AwsException(
                ErrorCode.LAMBDA_NOT_FOUND, "Statement " + statementId + " is not found in resource policy.");
    }

    static AwsException statementExists(String statementId) {
        return new AwsException(
                ErrorCode.LAMBDA_CONFLICT,
                "The statement id (" + statementId + ") provided already exists. Please provide a new statement id, or"
                        + " remove the existing statement.");
    }

    static AwsException policyTooLong(int bytes, int most) {
        return new AwsException(
                ErrorCode.LAMBDA_POLICY_TOO_LONG,
                "The final policy size (" + bytes + ") is bigger than the limit (" + most + ").");
    }

    static AwsException payloadTooLarge(int bytes, String invocationType, int most) {
        return new AwsException(
                ErrorCode.LAMBDA_REQUEST_TOO_LARGE,
                bytes + " byte payload is too large for the " + invocationType + " invocation type (limit " + most
                        + " bytes)");
    }

    /** AWS quotes what stands at the place; that is left out, for it may be a secret. */
    static AwsException payloadIsNoJson() {
        return new AwsException(
                ErrorCode.LAMBDA_INVALID_CONTENT,
                "Could not parse request body into json: Could not parse payload into json");
    }

    static AwsException tooManyRequests() {
        return new AwsException(ErrorCode.LAMBDA_TOO_MANY_REQUESTS, "Rate Exceeded.");
    }
}
