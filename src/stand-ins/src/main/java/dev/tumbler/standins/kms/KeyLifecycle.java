package dev.tumbler.standins.kms;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What each state of a key allows, and where it leads.
 *
 * <table>
 * <caption>States and commands</caption>
 * <tr><th></th><th>Enabled</th><th>Disabled</th><th>PendingDeletion</th></tr>
 * <tr><td>use, grant</td><td>yes</td><td>DisabledException</td><td>KMSInvalidStateException</td></tr>
 * <tr><td>tag, name by an alias</td><td>yes</td><td>yes</td><td>KMSInvalidStateException</td></tr>
 * <tr><td>enable</td><td>Enabled</td><td>Enabled</td><td>KMSInvalidStateException</td></tr>
 * <tr><td>disable</td><td>Disabled</td><td>Disabled</td><td>KMSInvalidStateException</td></tr>
 * <tr><td>schedule deletion</td><td>PendingDeletion</td><td>PendingDeletion</td><td>KMSInvalidStateException</td></tr>
 * <tr><td>cancel deletion</td><td>KMSInvalidStateException</td><td>KMSInvalidStateException</td><td>Disabled</td></tr>
 * </table>
 *
 * <p>Describing a key, its policy, and taking grants and aliases away are allowed in every state.
 */
final class KeyLifecycle {
    static final int LONGEST_WINDOW_DAYS = 30;
    private static final int SHORTEST_WINDOW_DAYS = 7;

    private KeyLifecycle() {}

    /** The key, where it may encrypt, decrypt and be granted. */
    static KmsKey usable(KmsKey key) {
        return switch (key.state()) {
            case ENABLED -> key;
            case DISABLED -> throw KmsErrors.disabled(key.arn());
            case PENDING_DELETION -> throw KmsErrors.pendingDeletion(key.arn());
        };
    }

    /** The key, where it may be tagged and named by an alias. */
    static KmsKey changeable(KmsKey key) {
        if (key.state() == KeyState.PENDING_DELETION) {
            throw KmsErrors.pendingDeletion(key.arn());
        }
        return key;
    }

    static KmsKey enable(KmsKey key) {
        return changeable(key).with(KeyState.ENABLED, Optional.empty());
    }

    static KmsKey disable(KmsKey key) {
        return changeable(key).with(KeyState.DISABLED, Optional.empty());
    }

    static KmsKey scheduleDeletion(KmsKey key, int windowDays, Instant now) {
        if (windowDays < SHORTEST_WINDOW_DAYS || windowDays > LONGEST_WINDOW_DAYS) {
            // the bounds are AWS's, the words are ours
            throw KmsErrors.validation("PendingWindowInDays must be between 7 and 30 days (inclusive).");
        }
        return changeable(key).with(KeyState.PENDING_DELETION, Optional.of(now.plus(Duration.ofDays(windowDays))));
    }

    /** A key that was nearly lost comes back disabled, so that somebody looks at it before it is used. */
    static KmsKey cancelDeletion(KmsKey key) {
        if (key.state() != KeyState.PENDING_DELETION) {
            throw KmsErrors.notPendingDeletion(key.arn());
        }
        return key.with(KeyState.DISABLED, Optional.empty());
    }
}
