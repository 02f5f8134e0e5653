package dev.tumbler.credentials;

/** The staging labels that a login may follow. */
enum Stage {
    CURRENT("AWSCURRENT"),
    PENDING("AWSPENDING");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
