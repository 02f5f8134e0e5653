package dev.tumbler.frontdoor;

import java.util.Optional;

/** Who may sign a call, and where: what a front door has to be told about its callers. Each front door has its own. */
public interface AccessKeys {

    /** Whose key it is; empty for a key that nobody here holds. */
    Optional<Credentials> find(String accessKeyId);

    /** Whether calls that are signed for a region are answered here. */
    boolean serves(String region);
}
