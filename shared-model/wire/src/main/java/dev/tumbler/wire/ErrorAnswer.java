package dev.tumbler.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.store.StoreException;
import dev.tumbler.domain.store.StoreFailure;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * A failure as a client sees it: the one place where failures are turned into answers.
 *
 * @param errorType the code once more, for the header {@code x-amzn-ErrorType}; empty for the Query protocol
 */
@SuppressWarnings("ArrayRecordComponent") // written out once and never compared
public record ErrorAnswer(int status, String contentType, byte[] body, Optional<String> errorType) {
    /** AWS's own words for a failure of its service; nothing of what really failed is told. */
    private static final String INTERNAL = "An error occurred on the server side.";

    /** AWS names no text for this limit; the wording is ours. */
    private static final String TOO_LARGE = "The request makes the resource larger than it may be.";

    /**
     * The errors that Secrets Manager's model declares: their text is in {@code Message}. The others come from in front of
     * the service; recorded answers show that their text is elsewhere, and {@code message} is AWS's habit there. The models
     * of KMS and EventBridge have {@code message} for every error.
     */
    private static final Set<ErrorCode> MODELLED = EnumSet.of(
            ErrorCode.DECRYPTION_FAILURE,
            ErrorCode.ENCRYPTION_FAILURE,
            ErrorCode.INTERNAL_SERVICE_ERROR,
            ErrorCode.INVALID_NEXT_TOKEN,
            ErrorCode.INVALID_PARAMETER,
            ErrorCode.INVALID_REQUEST,
            ErrorCode.LIMIT_EXCEEDED,
            ErrorCode.MALFORMED_POLICY_DOCUMENT,
            ErrorCode.PUBLIC_POLICY,
            ErrorCode.RESOURCE_EXISTS,
            ErrorCode.RESOURCE_NOT_FOUND);

    private static final JsonFactory JSON = new JsonFactory();

    public static ErrorAnswer of(Service service, Throwable failure, String requestId) {
        AwsException error = known(service, failure);
        return switch (service.protocol()) {
            case JSON -> json(service, error);
            case REST_JSON -> restJson(error);
            case QUERY -> xml(service, error, requestId);
        };
    }

    /** Whether the store takes no writes for now, which the store logs once and not for each call. */
    public static boolean isUnavailable(Throwable failure) {
        return unwrapped(failure) instanceof StoreException store
                && store.failure() instanceof StoreFailure.Unavailable;
    }

    /** The failure as the service names it: as it was thrown, or as an error of the service that tells nothing. */
    static AwsException known(Service service, Throwable failure) {
        AwsException error = ofAws(service, failure);
        return switch (service.protocol()) {
            case JSON -> error;
            case REST_JSON -> LambdaError.of(error);
            case QUERY -> QueryError.of(error);
        };
    }

    private static AwsException ofAws(Service service, Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof AwsException error) {
            return error;
        }
        if (cause instanceof StoreException store && store.failure() instanceof StoreFailure.TooLarge) {
            return new AwsException(ErrorCode.LIMIT_EXCEEDED, TOO_LARGE, cause);
        }
        if (cause instanceof StoreException store && store.failure() instanceof StoreFailure.Unavailable unavailable) {
            // unsourced: AWS's disks are never seen to be full; the code is the one that clients try again after
            return new AwsException(internal(service), unavailable.why(), cause);
        }
        return new AwsException(internal(service), INTERNAL, cause);
    }

    private static ErrorCode internal(Service service) {
        return switch (service) {
            case KMS -> ErrorCode.KMS_INTERNAL;
            case EVENTS -> ErrorCode.EVENTS_INTERNAL;
            case SECRETS_MANAGER, LAMBDA, RDS, STS -> ErrorCode.INTERNAL_SERVICE_ERROR;
        };
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static ErrorAnswer json(Service service, AwsException error) {
        boolean capital = service == Service.SECRETS_MANAGER && MODELLED.contains(error.code());
        return new ErrorAnswer(
                error.code().httpStatus(),
                "application/x-amz-json-1.1",
                object("__type", error.code().wireName(), capital ? "Message" : "message", error),
                Optional.of(error.code().wireName()));
    }

    /** The code stands in the header alone; the body says whose fault it is. */
    private static ErrorAnswer restJson(AwsException error) {
        String fault = error.code().fault() == ErrorCode.Fault.CALLER ? "User" : "Service";
        return new ErrorAnswer(
                LambdaError.status(error.code()),
                "application/json",
                object("Type", fault, LambdaError.textMember(error.code()), error),
                Optional.of(error.code().wireName()));
    }

    static byte[] object(String kind, String value, String textMember, AwsException error) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField(kind, value);
            if (hasText(error)) {
                generator.writeStringField(textMember, error.getMessage());
            }
            generator.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException("an error cannot be written", failure);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ErrorAnswer xml(Service service, AwsException error, String requestId) {
        byte[] body = XmlWriter.write("ErrorResponse", service.namespace(), xml -> {
            xml.start("Error");
            xml.element("Type", error.code().fault() == ErrorCode.Fault.CALLER ? "Sender" : "Receiver");
            xml.element("Code", error.code().wireName());
            if (hasText(error)) {
                xml.element("Message", error.getMessage());
            }
            xml.end();
            xml.element("RequestId", requestId);
        });
        return new ErrorAnswer(error.code().httpStatus(), "text/xml", body, Optional.empty());
    }

    static boolean hasText(AwsException error) {
        return error.getMessage() != null && !error.getMessage().isEmpty();
    }
}
