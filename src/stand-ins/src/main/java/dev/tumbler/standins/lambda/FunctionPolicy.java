package dev.tumbler.standins.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tumbler.domain.Arn;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A function's policy as a document. */
final class FunctionPolicy {
    private static final int MOST_BYTES = 20 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    private FunctionPolicy() {}

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    static String document(LambdaFunction function) {
        return text(json -> {
            json.writeStartObject();
            json.writeStringField("Version", "2012-10-17");
            json.writeStringField("Id", "default");
            json.writeArrayFieldStart("Statement");
            for (Permission permission : function.permissions()) {
                write(json, function.id(), permission);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static String statement(FunctionId function, Permission permission) {
        return text(json -> write(json, function, permission));
    }

    /** Refuses a policy that has grown too long. */
    static LambdaFunction checked(LambdaFunction function) {
        int bytes = document(function).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw LambdaErrors.policyTooLong(bytes, MOST_BYTES);
        }
        return function;
    }

    private static String text(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            content.write(json);
        } catch (IOException failure) {
            throw new UncheckedIOException("a policy cannot be written", failure);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, FunctionId function, Permission permission) throws IOException {
        json.writeStartObject();
        json.writeStringField("Sid", permission.id());
        json.writeStringField("Effect", "Allow");
        writePrincipal(json, function, permission.principal());
        json.writeStringField("Action", permission.action());
        json.writeStringField("Resource", function.arn());
        if (!permission.conditions().none()) {
            write(json, permission.conditions());
        }
        json.writeEndObject();
    }

    private static void writePrincipal(JsonGenerator json, FunctionId function, String principal) throws IOException {
        if (Permission.isEverybody(principal)) {
            json.writeStringField("Principal", principal);
            return;
        }
        json.writeObjectFieldStart("Principal");
        json.writeStringField(
                Permission.isService(principal) ? "Service" : "AWS",
                Permission.isAccount(principal) ? rootOf(principal, function) : principal);
        json.writeEndObject();
    }

    private static String rootOf(String account, FunctionId function) {
        return Arn.global("iam", function.region(), account, "root").toString();
    }

    private static void write(JsonGenerator json, Permission.Conditions conditions) throws IOException {
        json.writeObjectFieldStart("Condition");
        if (conditions.compares()) {
            json.writeObjectFieldStart("StringEquals");
            write(json, "AWS:SourceAccount", conditions.sourceAccount());
            write(json, "aws:PrincipalOrgID", conditions.organization());
            write(json, "lambda:EventSourceToken", conditions.eventSourceToken());
            json.writeEndObject();
        }
        if (conditions.sourceArn().isPresent()) {
            json.writeObjectFieldStart("ArnLike");
            write(json, "AWS:SourceArn", conditions.sourceArn());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }
}
