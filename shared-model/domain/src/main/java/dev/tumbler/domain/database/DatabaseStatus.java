package dev.tumbler.domain.database;

/** A database's status in AWS's words. */
public enum DatabaseStatus {
    CREATING("creating"),
    AVAILABLE("available"),
    RESETTING_MASTER_CREDENTIALS("resetting-master-credentials"),
    STOPPING("stopping"),
    STOPPED("stopped"),
    STARTING("starting"),
    REBOOTING("rebooting"),
    FAILED("failed"),
    INCOMPATIBLE_RESTORE("incompatible-restore"),
    DELETING("deleting");

    private final String wireName;

    DatabaseStatus(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Whether the server is meant to be down, and to stay down until somebody starts the database. */
    public boolean stops() {
        return this == STOPPING || this == STOPPED;
    }

    /** Whether a server is meant to run, now or in a moment. */
    public boolean wantsServer() {
        return this != DELETING && this != INCOMPATIBLE_RESTORE && !stops();
    }

    /** Whether somebody asked for what keeps the server from taking logins now. */
    public boolean down() {
        return stops() || this == STARTING || this == REBOOTING;
    }

    /** Whether work was given up on that may go well later. */
    public boolean unfinished() {
        return this == STOPPING || this == FAILED || this == DELETING;
    }

    public static DatabaseStatus of(String wireName) {
        for (DatabaseStatus status : values()) {
            if (status.wireName.equals(wireName)) {
                return status;
            }
        }
        throw new IllegalArgumentException("no database is ever " + wireName);
    }
}
