package dev.tumbler.standins.kms;

import dev.tumbler.domain.Arn;

/** A key's id and where it stands. */
record KeyId(String account, String region, String id) {

    String arn() {
        return Arn.of("kms", region, account, "key/" + id).toString();
    }
}
