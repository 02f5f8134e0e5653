package dev.tumbler.store.contract;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.Decision;
import java.util.Optional;
import java.util.function.Function;

/**
 * One update as a random sequence makes it.
 *
 * @param text what it does, for the message of a failure
 * @param decide the decision, which each store asks for itself
 */
record SecretCommand(String text, SecretId id, Function<Optional<Secret>, Decision<Secret, Object>> decide) {

    /** A command whose decision answers whatever it likes. */
    static SecretCommand of(String text, SecretId id, Function<Optional<Secret>, Decision<Secret, ?>> decide) {
        return new SecretCommand(text, id, stored -> {
            Decision<Secret, ?> decision = decide.apply(stored);
            return decision.answering(decision.answer());
        });
    }

    @Override
    public String toString() {
        return text + " on " + id.name();
    }
}
