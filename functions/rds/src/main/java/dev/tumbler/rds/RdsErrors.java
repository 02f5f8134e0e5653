package dev.tumbler.rds;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;

/** The two codes that RDS answers for what is wrong with a request. */
final class RdsErrors {
    private RdsErrors() {}

    static AwsException invalidValue(String message) {
        return new AwsException(ErrorCode.INVALID_PARAMETER_VALUE, message);
    }

    static AwsException invalidCombination(String message) {
        return new AwsException(ErrorCode.INVALID_PARAMETER_COMBINATION, message);
    }

    static AwsException missing(String parameter) {
        return new AwsException(
                ErrorCode.MISSING_PARAMETER, "The request must contain the parameter " + parameter + ".");
    }

    /** A parameter that AWS knows and this endpoint does not yet. The words are ours. */
    static AwsException notOfferedParameter(String parameter) {
        return invalidValue("The parameter " + parameter + " is not supported by this endpoint yet.");
    }

    /** What AWS does and this endpoint does not do yet. The words are ours. */
    static AwsException notOffered(String what) {
        return invalidCombination(what + " is not supported by this endpoint yet.");
    }
}
