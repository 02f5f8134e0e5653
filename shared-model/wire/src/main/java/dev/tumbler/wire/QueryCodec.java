package dev.tumbler.wire;

import dev.tumbler.domain.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** The Query protocol: requests as forms, answers in XML. */
public final class QueryCodec {
    private QueryCodec() {}

    /**
     * The parameters of a query string and a form, in the order they were sent; of a repeated one the last counts.
     *
     * @throws AwsException with {@code MalformedQueryString}
     */
    public static Map<String, String> parse(String query, byte[] form) {
        Map<String, String> parameters = Form.parse(query.getBytes(StandardCharsets.UTF_8));
        parameters.putAll(Form.parse(form));
        return parameters;
    }

    /**
     * Reads a request. Parameters that the operation does not know are ignored.
     *
     * @throws AwsException with {@code InvalidParameterValue} for what is no number, boolean, timestamp or blob
     */
    public static <I extends SdkPojo> I read(Map<String, String> parameters, Operation<I> operation) {
        SdkPojo builder = Members.builder(operation);
        QueryReader.read(ParameterTree.of(parameters), builder);
        return Members.request(builder, operation);
    }

    /** Writes an answer. An operation whose response has no members has no {@code Result} element. */
    public static byte[] write(Operation<?> operation, SdkPojo response, String requestId) {
        return XmlWriter.write(
                operation.name() + "Response", operation.service().namespace(), xml -> {
                    if (!response.sdkFields().isEmpty()) {
                        xml.start(operation.name() + "Result");
                        xml.members(response);
                        xml.end();
                    }
                    xml.start("ResponseMetadata");
                    xml.element("RequestId", requestId);
                    xml.end();
                });
    }
}
