package dev.tumbler.standins.kms;

import dev.tumbler.domain.Arn;

/**
 * An alias's name and where it stands.
 *
 * @param name with {@code alias/} in front
 */
record AliasId(String account, String region, String name) {
    static final String PREFIX = "alias/";
    private static final String RESERVED = "alias/aws/";

    String arn() {
        return Arn.of("kms", region, account, name).toString();
    }

    /** Whether only AWS's own services make aliases of this name. */
    boolean reserved() {
        return name.startsWith(RESERVED);
    }
}
