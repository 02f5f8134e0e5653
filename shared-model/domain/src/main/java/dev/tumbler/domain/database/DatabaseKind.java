package dev.tumbler.domain.database;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;

/** What RDS manages a database as. It decides what things are called: ARNs, ids, secrets, tags and refusals. */
public enum DatabaseKind {
    INSTANCE(
            "db",
            "DBInstance",
            "DB instance",
            ErrorCode.DB_INSTANCE_NOT_FOUND,
            ErrorCode.DB_INSTANCE_ALREADY_EXISTS,
            ErrorCode.INVALID_DB_INSTANCE_STATE),

    CLUSTER(
            "cluster",
            "DBCluster",
            "DB cluster",
            ErrorCode.DB_CLUSTER_NOT_FOUND,
            ErrorCode.DB_CLUSTER_ALREADY_EXISTS,
            ErrorCode.INVALID_DB_CLUSTER_STATE);

    private final String wireName;
    private final String typeName;
    private final String words;
    private final ErrorCode notFound;
    private final ErrorCode alreadyExists;
    private final ErrorCode invalidState;

    DatabaseKind(
            String wireName,
            String typeName,
            String words,
            ErrorCode notFound,
            ErrorCode alreadyExists,
            ErrorCode invalidState) {
        this.wireName = wireName;
        this.typeName = typeName;
        this.words = words;
        this.notFound = notFound;
        this.alreadyExists = alreadyExists;
        this.invalidState = invalidState;
    }

    /** As it stands in ARNs, and in front of resource ids and the names of secrets. */
    public String wireName() {
        return wireName;
    }

    /** As it stands in the names of parameters and tags. */
    public String typeName() {
        return typeName;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** The parameter that names one. */
    public String identifierParameter() {
        return typeName + "Identifier";
    }

    /** The tag by which a managed secret names its database. */
    public String secretTag() {
        return "aws:rds:primary" + typeName + "Arn";
    }

    public AwsException notFound(String identifier) {
        return new AwsException(notFound, typeName + " " + identifier + " not found.");
    }

    /** AWS's words for a cluster are widely quoted and not sourced. */
    public AwsException alreadyExists() {
        return new AwsException(alreadyExists, (this == CLUSTER ? "DB Cluster" : words) + " already exists");
    }

    public AwsException invalidState(String message) {
        return new AwsException(invalidState, message);
    }

    public static DatabaseKind of(String wireName) {
        for (DatabaseKind kind : values()) {
            if (kind.wireName.equals(wireName)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no database is a " + wireName);
    }
}
