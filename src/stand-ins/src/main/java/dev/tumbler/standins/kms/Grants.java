package dev.tumbler.standins.kms;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.store.Decision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Decisions on a key's grants. They are kept and listed; what they allow counts where policies are evaluated. */
final class Grants {
    /** AWS takes 50,000; here all of a key's grants rest in one item. */
    private static final int MOST = 500;

    private Grants() {}

    /** The grant and its key, which a token names. */
    record Token(String keyArn, String grantId) {
        private static final String SEPARATOR = " ";

        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((keyArn + SEPARATOR + grantId).getBytes(StandardCharsets.UTF_8));
        }

        static Token parse(String text) {
            String[] parts = decoded(text).split(SEPARATOR, -1);
            if (parts.length != 2) {
                throw invalidToken();
            }
            return new Token(parts[0], parts[1]);
        }

        private static String decoded(String text) {
            try {
                return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException noToken) {
                throw invalidToken();
            }
        }

        /** The words are ours. */
        private static AwsException invalidToken() {
            return new AwsException(ErrorCode.KMS_INVALID_GRANT_TOKEN, "The grant token is not valid.");
        }
    }

    /** A repeated request that brings a name finds the grant of the first one. */
    static Decision<KmsKey, String> create(KmsKey stored, Grant.Terms terms, String newId, Instant now) {
        KmsKey key = KeyLifecycle.usable(stored);
        Optional<Grant> same = terms.name().flatMap(name -> key.grants().stream()
                .filter(grant -> grant.terms().equals(terms))
                .findFirst());
        if (same.isPresent()) {
            return Decision.keep(same.get().id());
        }
        if (key.grants().size() >= MOST) {
            throw KmsErrors.limitExceeded("A KMS key can't have more than " + MOST + " grants at this endpoint.");
        }
        List<Grant> grants = new ArrayList<>(key.grants());
        grants.add(new Grant(newId, terms, now));
        return Decision.write(key.withGrants(grants), newId);
    }

    static Decision<KmsKey, String> remove(KmsKey key, String grantId) {
        List<Grant> left = key.grants().stream()
                .filter(grant -> !grant.id().equals(grantId))
                .toList();
        if (left.size() == key.grants().size()) {
            throw KmsErrors.grantNotFound(grantId);
        }
        return Decision.write(key.withGrants(left), grantId);
    }
}
