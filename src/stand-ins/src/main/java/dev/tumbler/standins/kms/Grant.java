package dev.tumbler.standins.kms;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A permission to use a key, given to one principal. */
record Grant(String id, Terms terms, Instant created) {

    /**
     * What a grant says. Two requests with one name and the same terms make one grant.
     *
     * @param contextEquals the encryption context that must be given; absent without that constraint
     * @param contextSubset what must be part of the encryption context; absent without that constraint
     */
    record Terms(
            Optional<String> name,
            String grantee,
            Optional<String> retiring,
            List<String> operations,
            Optional<Map<String, String>> contextEquals,
            Optional<Map<String, String>> contextSubset) {}
}
