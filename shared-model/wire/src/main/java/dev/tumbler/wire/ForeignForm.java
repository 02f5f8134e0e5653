package dev.tumbler.wire;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** The forms in which services that are not offered here write an error, so that their own SDKs can read a refusal. */
public enum ForeignForm {
    JSON_1_0,
    JSON_1_1,
    REST_JSON,
    QUERY,
    EC2,
    S3;

    /** unsourced: Amazon S3 answers 501 for what it does not implement; here no refusal looks like a failure. */
    private static final String NOT_IMPLEMENTED = "NotImplemented";

    private static final String XML = "text/xml";

    /** The failure as a client of such a service reads it. */
    public ErrorAnswer answer(Throwable failure, String requestId) {
        AwsException error = ErrorAnswer.known(Service.SECRETS_MANAGER, failure);
        return switch (this) {
            case JSON_1_0 -> json(error, "application/x-amz-json-1.0");
            case JSON_1_1 -> json(error, "application/x-amz-json-1.1");
            case REST_JSON -> ErrorAnswer.of(Service.LAMBDA, error, requestId);
            case QUERY -> xml(error, "ErrorResponse", xml -> query(xml, QueryError.of(error), requestId));
            case EC2 -> xml(error, "Response", xml -> ec2(xml, QueryError.of(error), requestId));
            case S3 -> xml(error, "Error", xml -> s3(xml, error, requestId));
        };
    }

    private static ErrorAnswer json(AwsException error, String contentType) {
        String code = error.code().wireName();
        return new ErrorAnswer(
                error.code().httpStatus(),
                contentType,
                ErrorAnswer.object("__type", code, "message", error),
                Optional.of(code));
    }

    private static ErrorAnswer xml(AwsException error, String root, XmlWriter.Content content) {
        int status = QueryError.of(error).code().httpStatus();
        return new ErrorAnswer(status, XML, XmlWriter.write(root, "", content), Optional.empty());
    }

    private static void query(XmlWriter xml, AwsException error, String requestId) throws XMLStreamException {
        xml.start("Error");
        xml.element("Type", error.code().fault() == ErrorCode.Fault.CALLER ? "Sender" : "Receiver");
        codeAndText(xml, error.code().wireName(), error);
        xml.end();
        xml.element("RequestId", requestId);
    }

    private static void ec2(XmlWriter xml, AwsException error, String requestId) throws XMLStreamException {
        xml.start("Errors");
        xml.start("Error");
        codeAndText(xml, error.code().wireName(), error);
        xml.end();
        xml.end();
        xml.element("RequestID", requestId);
    }

    private static void s3(XmlWriter xml, AwsException error, String requestId) throws XMLStreamException {
        boolean unknown = error.code() == ErrorCode.UNKNOWN_OPERATION;
        codeAndText(xml, unknown ? NOT_IMPLEMENTED : QueryError.of(error).code().wireName(), error);
        xml.element("RequestId", requestId);
    }

    private static void codeAndText(XmlWriter xml, String code, AwsException error) throws XMLStreamException {
        xml.element("Code", code);
        if (ErrorAnswer.hasText(error)) {
            xml.element("Message", error.getMessage());
        }
    }
}
