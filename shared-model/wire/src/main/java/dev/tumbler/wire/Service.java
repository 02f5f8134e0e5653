package dev.tumbler.wire;

import java.util.Arrays;
import java.util.Optional;

/** A service as clients address it. */
public enum Service {
    SECRETS_MANAGER("secretsmanager", Protocol.JSON, "2017-10-17", "secretsmanager", ""),
    KMS("kms", Protocol.JSON, "2014-11-01", "TrentService", ""),
    LAMBDA("lambda", Protocol.REST_JSON, "2015-03-31", "", ""),
    EVENTS("events", Protocol.JSON, "2015-10-07", "AWSEvents", ""),
    RDS("rds", Protocol.QUERY, "2014-10-31", "", "http://rds.amazonaws.com/doc/2014-10-31/"),
    STS("sts", Protocol.QUERY, "2011-06-15", "", "https://sts.amazonaws.com/doc/2011-06-15/");

    /** How a service's requests and answers are written. */
    public enum Protocol {
        /** AWS JSON 1.1: the operation in {@code X-Amz-Target}. */
        JSON,
        /** A form with {@code Action} and {@code Version}; answers in XML. */
        QUERY,
        /** Method and path name the operation; members stand in the path, the query, headers and a JSON body. */
        REST_JSON
    }

    private final String signingName;
    private final Protocol protocol;
    private final String version;
    private final String targetPrefix;
    private final String namespace;

    Service(String signingName, Protocol protocol, String version, String targetPrefix, String namespace) {
        this.signingName = signingName;
        this.protocol = protocol;
        this.version = version;
        this.targetPrefix = targetPrefix;
        this.namespace = namespace;
    }

    /** The service of this name in a credential scope, if it is offered. */
    public static Optional<Service> signedAs(String signingName) {
        return Arrays.stream(values())
                .filter(each -> each.signingName.equals(signingName))
                .findFirst();
    }

    /** The service's name in a credential scope. */
    public String signingName() {
        return signingName;
    }

    public Protocol protocol() {
        return protocol;
    }

    /** The API version, as {@code Version} names it in the Query protocol, and the path in a REST service. */
    public String version() {
        return version;
    }

    /** What stands before the dot and the operation in {@code X-Amz-Target}; empty where no such header is sent. */
    public String targetPrefix() {
        return targetPrefix;
    }

    /** The XML namespace of its answers; empty for JSON. */
    public String namespace() {
        return namespace;
    }
}
