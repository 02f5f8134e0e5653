package dev.tumbler.frontdoor;

import java.util.Optional;

/** Who holds which access key: the one thing about its callers that a front door has to be told. */
@FunctionalInterface
public interface AccessKeys {

    /** Whose key it is; empty for a key that nobody here holds. */
    Optional<Credentials> find(String accessKeyId);
}
