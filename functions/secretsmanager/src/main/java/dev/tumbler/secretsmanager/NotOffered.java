package dev.tumbler.secretsmanager;

import dev.tumbler.domain.AwsException;

/** Refuses what AWS offers and Tumbler does not yet, so that no parameter is ignored in silence. */
final class NotOffered {
    private NotOffered() {}

    static void check(boolean given, String what) {
        if (given) {
            throw AwsException.invalidParameter(what + " is not offered yet.");
        }
    }
}
