package dev.tumbler.domain.secret;

import java.util.Map;
import java.util.Optional;

/** What UpdateSecret asks for. Whatever is empty stays as it is. */
public record SecretUpdate(Optional<String> description, Optional<KeyChange> key, Optional<NewValue> value) {

    Map<String, SealedValue> resealed(Versions versions) {
        return key.map(change -> change.resealed(versions)).orElse(Map.of());
    }

    /** The secret with its new description and key. The value is another matter. */
    Secret described(Secret secret) {
        Details details = description.map(secret.details()::described).orElse(secret.details());
        if (key.isEmpty()) {
            return secret.with(details);
        }
        Optional<String> keyId = key.get().keyId();
        Versions versions = secret.versions();
        for (String id : resealed(versions).keySet()) {
            versions = versions.put(versions.find(id).orElseThrow().sealedUnder(keyId));
        }
        return secret.with(details.sealedUnder(keyId)).with(versions);
    }
}
