package dev.tumbler.wire;

/** A service as clients address it. */
public enum Service {
    SECRETS_MANAGER("secretsmanager", Protocol.JSON, "2017-10-17", ""),
    RDS("rds", Protocol.QUERY, "2014-10-31", "http://rds.amazonaws.com/doc/2014-10-31/"),
    STS("sts", Protocol.QUERY, "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/");

    /** How a service's requests and answers are written. */
    public enum Protocol {
        /** AWS JSON 1.1: the operation in {@code X-Amz-Target}. */
        JSON,
        /** A form with {@code Action} and {@code Version}; answers in XML. */
        QUERY
    }

    private final String signingName;
    private final Protocol protocol;
    private final String version;
    private final String namespace;

    Service(String signingName, Protocol protocol, String version, String namespace) {
        this.signingName = signingName;
        this.protocol = protocol;
        this.version = version;
        this.namespace = namespace;
    }

    /** The service's name in a credential scope; for JSON also the prefix of its targets. */
    public String signingName() {
        return signingName;
    }

    public Protocol protocol() {
        return protocol;
    }

    /** The API version, as {@code Version} names it in the Query protocol. */
    public String version() {
        return version;
    }

    /** The XML namespace of its answers; empty for JSON. */
    public String namespace() {
        return namespace;
    }
}
