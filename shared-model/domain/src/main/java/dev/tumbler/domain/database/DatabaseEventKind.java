package dev.tumbler.domain.database;

import java.time.Instant;

/**
 * The events of databases, in the numbers, categories and words of the user guides of RDS and Aurora. Of a cluster the
 * guides have no words for a failure after its creation, nor for a password that could not be reset: those are ours.
 */
enum DatabaseEventKind {
    CREATED("creation", "0005", "DB instance created.", "0170", "DB cluster created."),
    DELETED("deletion", "0003", "DB instance deleted.", "0171", "DB cluster deleted."),
    SHUT_DOWN("availability", "0004", "DB instance shutdown."),
    RESTARTED("availability", "0006", "DB instance restarted."),
    STOPPED("notification", "0087", "DB instance stopped.", "0150", "DB cluster stopped."),
    STARTED("notification", "0088", "DB instance started.", "0151", "DB cluster started."),
    STOPPED_TOO_LONG(
            "notification",
            "0154",
            "DB instance is being started due to it exceeding the maximum allowed time being stopped.",
            "0153",
            "DB cluster is being started due to it exceeding the maximum allowed time being stopped."),
    RESET("configuration change", "0016", "Reset master credentials."),
    RESET_FAILED("failure", "0067", "Unable to reset your password. Error information: %s."),
    CREATION_FAILED(
            "failure",
            "0278",
            "The DB instance creation failed. %s.",
            "0354",
            "You can't create the DB cluster because of incompatible resources. %s."),
    FAILED(
            "failure",
            "0035",
            "Database instance put into failed. %s.",
            "0035",
            "Database cluster put into failed. %s.");

    private final String category;
    private final String instanceNumber;
    private final String instanceMessage;
    private final String clusterNumber;
    private final String clusterMessage;

    DatabaseEventKind(String category, String number, String message) {
        this(category, number, message, number, message);
    }

    DatabaseEventKind(
            String category,
            String instanceNumber,
            String instanceMessage,
            String clusterNumber,
            String clusterMessage) {
        this.category = category;
        this.instanceNumber = instanceNumber;
        this.instanceMessage = instanceMessage;
        this.clusterNumber = clusterNumber;
        this.clusterMessage = clusterMessage;
    }

    DatabaseEvent of(DatabaseId source, Instant now) {
        return of(source, "", now);
    }

    /**
     * The event with its cause.
     *
     * @param cause for people; it ends with the full stop of the event's own sentence
     */
    DatabaseEvent of(DatabaseId source, String cause, Instant now) {
        boolean cluster = source.kind() == DatabaseKind.CLUSTER;
        String message = cluster ? clusterMessage : instanceMessage;
        String number = cluster ? clusterNumber : instanceNumber;
        String words = cause.endsWith(".") ? cause.substring(0, cause.length() - 1) : cause;
        return new DatabaseEvent(source, "RDS-EVENT-" + number, category, message.replace("%s", words), now);
    }
}
