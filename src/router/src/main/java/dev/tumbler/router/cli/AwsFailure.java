package dev.tumbler.router.cli;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Why a call of AWS's client failed, in words for people: the client's own name its classes and count its tries. */
record AwsFailure(SdkException failure) {
    String words() {
        if (failure instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
            return Optional.ofNullable(refusal.awsErrorDetails().errorMessage())
                    .orElseGet(() -> refusal.awsErrorDetails().errorCode());
        }
        String message = Optional.ofNullable(failure.getMessage()).orElse("");
        if (message.startsWith("Unable to load credentials")) {
            return "no AWS credentials are set; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE";
        }
        if (message.startsWith("Unable to load region")) {
            return "no AWS region is set; set AWS_REGION";
        }
        return causes().flatMap(each -> network(each).stream()).findFirst().orElseGet(() -> firstLine(message));
    }

    /** Whether no program listens where the call went. */
    boolean nobodyListens() {
        return causes().anyMatch(each -> network(each).isPresent());
    }

    private Stream<Throwable> causes() {
        return Stream.<Throwable>iterate(failure, each -> each != null, Throwable::getCause);
    }

    private static Optional<String> network(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return Optional.of("the host of its address is not known");
        }
        return cause instanceof ConnectException ? Optional.of("nothing answers at its address") : Optional.empty();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").replaceFirst("\\s*\\(SDK Attempt Count: \\d+\\)$", "");
    }
}
