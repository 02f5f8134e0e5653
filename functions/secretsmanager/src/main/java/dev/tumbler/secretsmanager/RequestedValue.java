package dev.tumbler.secretsmanager;

import dev.tumbler.domain.AwsException;
import dev.tumbler.sealing.PlainValue;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The value that a request brings and the token it brings it under.
 *
 * @param plain empty where the request has no value
 */
record RequestedValue(String token, Optional<PlainValue> plain) {

    static RequestedValue of(String token, String secretString, SdkBytes secretBinary) {
        if (secretString != null && secretBinary != null) {
            throw AwsException.invalidParameter(
                    "You can't specify both a binary secret value and a string secret value in the same secret.");
        }
        Optional<PlainValue> text = Optional.ofNullable(secretString).map(PlainValue::ofString);
        return new RequestedValue(token, text.or(() -> Optional.ofNullable(secretBinary)
                .map(SdkBytes::asByteArray)
                .map(PlainValue::ofBytes)));
    }

    /** The same for an operation that is nothing without a value. */
    static RequestedValue required(String token, String secretString, SdkBytes secretBinary) {
        RequestedValue value = of(token, secretString, secretBinary);
        if (value.plain().isEmpty()) {
            throw AwsException.invalidRequest("You must provide either SecretString or SecretBinary.");
        }
        return value;
    }
}
