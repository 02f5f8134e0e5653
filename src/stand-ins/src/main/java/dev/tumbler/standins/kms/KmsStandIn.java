package dev.tumbler.standins.kms;

import dev.tumbler.sealing.DataKeys;
import dev.tumbler.sealing.KeyArns;
import dev.tumbler.standins.RootKey;
import dev.tumbler.store.Table;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * KMS on a local machine: symmetric keys, aliases and grants over the same table as everything else. Its handlers serve
 * clients; {@link #dataKeys} serves Secrets Manager in the same process.
 */
public final class KmsStandIn {
    private final KmsKeys keys;
    private final Aliases aliases;
    private final KmsCryptography cryptography;
    private final StandInDataKeys dataKeys;

    /**
     * A key service.
     *
     * @param root wraps the material of every key
     */
    public KmsStandIn(Table table, RootKey root, InstantSource clock, SecureRandom random) {
        KeyStore store = new KeyStore(table, random);
        KeyCipher cipher = new KeyCipher(root, random);
        keys = new KmsKeys(store, cipher, clock);
        aliases = new Aliases(store, keys);
        cryptography = new KmsCryptography(keys, cipher);
        dataKeys = new StandInDataKeys(keys, cryptography);
    }

    public DataKeys dataKeys() {
        return dataKeys;
    }

    public KeyArns keyArns() {
        return dataKeys;
    }

    /** Hears the ARN of each key that is disabled, going to be deleted, or erased. */
    public void onUnusable(Consumer<String> listener) {
        keys.onUnusable(listener);
    }

    /** Erases the keys whose deletion is due. A key is refused from that moment on, whether this has run or not. */
    public CompletionStage<Void> purge() {
        return keys.purge();
    }

    KmsKeys keys() {
        return keys;
    }

    Aliases aliases() {
        return aliases;
    }

    KmsCryptography cryptography() {
        return cryptography;
    }
}
