package dev.tumbler.standins.kms;

/** A key's state in AWS's words. */
enum KeyState {
    ENABLED("Enabled"),
    DISABLED("Disabled"),
    PENDING_DELETION("PendingDeletion");

    private final String wireName;

    KeyState(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}
