package dev.tumbler.standins.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;

/** What Lambda answers for a function that cannot answer for itself. */
final class FunctionFailure {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern TYPE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.$:]{0,127}");
    private static final String UNKNOWN = "an error";
    private static final int KILLED_BY_SIGNAL = 128;
    private static final Map<Integer, String> SIGNALS = Map.of(
            2,
            "interrupt",
            3,
            "quit",
            4,
            "illegal instruction",
            6,
            "aborted",
            9,
            "killed",
            11,
            "segmentation fault",
            15,
            "terminated");

    private FunctionFailure() {}

    static String json(String errorType, String message) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("errorType", errorType);
            json.writeStringField("errorMessage", message);
            json.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException("an error cannot be written", failure);
        }
        return text.toString();
    }

    /** The type of an error that a function has reported, as far as it can be shown in a log. */
    static String type(byte[] error) {
        try (JsonParser json = JSON.createParser(error)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return UNKNOWN;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isType = json.currentName().equals("errorType");
                json.nextToken();
                if (isType) {
                    return TYPE.matcher(json.getText()).matches() ? json.getText() : UNKNOWN;
                }
                json.skipChildren();
            }
            return UNKNOWN;
        } catch (IOException noJson) {
            return UNKNOWN;
        }
    }

    static InvocationResult timedOut(String requestId, int seconds) {
        return InvocationResult.failure(
                "Sandbox.Timedout", about(requestId, "Task timed out after " + seconds + ".00 seconds"));
    }

    static InvocationResult exited(String requestId, int status) {
        return InvocationResult.failure("Runtime.ExitError", about(requestId, exit(status)));
    }

    private static String exit(int status) {
        if (status == 0) {
            return "Runtime exited without providing a reason";
        }
        int signal = status - KILLED_BY_SIGNAL;
        String end = signal > 0
                ? "signal: " + SIGNALS.getOrDefault(signal, String.valueOf(signal))
                : "exit status " + status;
        return "Runtime exited with error: " + end;
    }

    static InvocationResult noEntrypoint(String requestId, String message) {
        return InvocationResult.failure("Runtime.InvalidEntrypoint", about(requestId, message));
    }

    static InvocationResult answerTooLarge(int most) {
        return InvocationResult.failure(
                "Function.ResponseSizeTooLarge",
                "Response payload size exceeded maximum allowed payload size (" + most + " bytes).");
    }

    private static String about(String requestId, String message) {
        return "RequestId: " + requestId + " Error: " + message;
    }
}
