package dev.tumbler.router.cli;

/** How the password of the application's user is rotated. */
enum RotationStrategy {
    MANAGED("managed") {
        @Override
        RotatedUser user(LocalAws aws, OrdersDatabase database, DeployedSteps functions) {
            return RotatedUser.managed(aws, database);
        }
    },
    SINGLE_USER("single-user") {
        @Override
        RotatedUser user(LocalAws aws, OrdersDatabase database, DeployedSteps functions) {
            return RotatedUser.single(aws, database, functions.createRotation(aws));
        }
    },
    ALTERNATING_USERS("alternating-users") {
        @Override
        RotatedUser user(LocalAws aws, OrdersDatabase database, DeployedSteps functions) {
            return RotatedUser.alternating(aws, database, functions.createRotation(aws));
        }
    };

    private final String text;

    RotationStrategy(String text) {
        this.text = text;
    }

    /** The user of this database, with a secret on this router. */
    abstract RotatedUser user(LocalAws aws, OrdersDatabase database, DeployedSteps functions);

    @Override
    public String toString() {
        return text;
    }
}
