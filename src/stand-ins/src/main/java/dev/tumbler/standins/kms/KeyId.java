package dev.tumbler.standins.kms;

/** A key's id and where it stands. */
record KeyId(String account, String region, String id) {

    String arn() {
        return "arn:aws:kms:" + region + ":" + account + ":key/" + id;
    }
}
