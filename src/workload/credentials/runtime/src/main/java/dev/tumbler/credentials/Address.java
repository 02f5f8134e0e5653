package dev.tumbler.credentials;

import java.util.Optional;

/** Where a secret says that its database is; each part may be missing, and all are in the secrets that RDS manages. */
record Address(Optional<String> host, Optional<Integer> port, Optional<String> database) {
    static final Address NONE = new Address(Optional.empty(), Optional.empty(), Optional.empty());

    /** A part of a secret's value too. */
    @Override
    public String toString() {
        return equals(NONE) ? "no address" : "an address";
    }
}
