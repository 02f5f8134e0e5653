package dev.tumbler.domain.database;

/** A database instance's status in AWS's words. */
public enum DbInstanceStatus {
    CREATING("creating"),
    AVAILABLE("available"),
    RESETTING_MASTER_CREDENTIALS("resetting-master-credentials"),
    FAILED("failed"),
    DELETING("deleting");

    private final String wireName;

    DbInstanceStatus(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static DbInstanceStatus of(String wireName) {
        for (DbInstanceStatus status : values()) {
            if (status.wireName.equals(wireName)) {
                return status;
            }
        }
        throw new IllegalArgumentException("no database instance is ever " + wireName);
    }
}
