package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.UnusableBackup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells in words why something in a bucket could not be read.
 *
 * <p>Only what S3 says of the bucket or the object itself is held against the backup: it would say so again. A network that
 * fails, a service that is too busy and credentials that are missing or too old can all be mended, while nobody can take up
 * a restore again that was given up on.
 *
 * @param what is read
 */
record S3Reading(Bucket bucket, String what) {
    private static final Set<String> OF_THE_BACKUP =
            Set.of("AccessDenied", "AllAccessDisabled", "InvalidBucketName", "InvalidObjectState");

    /** Calls S3. */
    <T> T from(Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (AwsServiceException refusal) {
            throw refused(refusal);
        } catch (SdkException | UncheckedIOException failure) {
            throw failed(failure);
        }
    }

    private IOException refused(AwsServiceException refusal) {
        String code = Optional.ofNullable(refusal.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
        if (code.equals("NoSuchBucket")) {
            throw bucket.missing();
        }
        String words = unread(
                code.isEmpty()
                        ? bucket.place() + " answers with status " + refusal.statusCode()
                        : bucket.place() + " says "
                                + Optional.ofNullable(refusal.awsErrorDetails().errorMessage())
                                        .orElse("no more") + " (" + code + ")");
        if (OF_THE_BACKUP.contains(code)) {
            throw new UnusableBackup(words);
        }
        return new UnreadBackup(words, refusal);
    }

    /** The call or its answer was lost on its way, or never sent. The SDK's own words are around those that tell why. */
    UnreadBackup failed(Exception failure) {
        Throwable cause = Stream.<Throwable>iterate(failure, each -> each != null, Throwable::getCause)
                .reduce((outer, inner) -> inner)
                .orElse(failure);
        String why = cause instanceof UnknownHostException
                ? "there is no host " + cause.getMessage()
                : Optional.ofNullable(cause.getMessage()).orElseGet(cause::toString);
        return new UnreadBackup(unread(bucket.place() + " cannot be asked: " + why), failure);
    }

    UnreadBackup cutOff(long missing) {
        return new UnreadBackup(unread("the answer of " + bucket.place() + " ended " + missing + " bytes early"), null);
    }

    private String unread(String why) {
        return what + " cannot be read: " + why;
    }
}
