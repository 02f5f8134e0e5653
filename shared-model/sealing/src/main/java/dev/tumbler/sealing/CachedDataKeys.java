package dev.tumbler.sealing;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps unwrapped data keys for a short while, so that reading one value again and again asks the key service once.
 *
 * <p>It is bounded in size and in time. A key is forgotten the moment it is told of that it may not be used any more;
 * where nobody tells, as in AWS, its time is what bounds how long a disabled key still opens values. A kept key is wiped
 * when it goes.
 */
public final class CachedDataKeys implements DataKeys {
    private final DataKeys keys;
    private final InstantSource clock;
    private final Duration life;
    private final int most;

    /** Oldest first: all live equally long, so the oldest is also the first to go. Guarded by this. */
    private final Map<Wrapped, Held> held = new LinkedHashMap<>();

    /** How often keys were forgotten: one that was asked for before is not kept after. Guarded by this. */
    private long forgettings;

    private record Wrapped(String keyId, ByteBuffer wrappedKey, Map<String, String> context) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Held(byte[] plain, Instant until) {}

    /**
     * A cache in front of a key service.
     *
     * @param life how long a data key is kept
     * @param most how many are kept
     */
    public CachedDataKeys(DataKeys keys, InstantSource clock, Duration life, int most) {
        this.keys = keys;
        this.clock = clock;
        this.life = life;
        this.most = most;
    }

    @Override
    public CompletionStage<DataKey> generate(Optional<String> keyId, Map<String, String> context) {
        return keys.generate(keyId, context);
    }

    @Override
    public CompletionStage<byte[]> unwrap(String keyId, byte[] wrappedKey, Map<String, String> context) {
        Wrapped wrapped = new Wrapped(keyId, ByteBuffer.wrap(wrappedKey.clone()), Map.copyOf(context));
        return find(wrapped).map(CompletableFuture::completedStage).orElseGet(() -> ask(wrapped, wrappedKey));
    }

    private CompletionStage<byte[]> ask(Wrapped wrapped, byte[] wrappedKey) {
        long asked = forgettings();
        return keys.unwrap(wrapped.keyId(), wrappedKey, wrapped.context()).thenApply(plain -> {
            keep(wrapped, plain, asked);
            return plain;
        });
    }

    /** A copy, for the caller wipes what it gets. */
    private synchronized Optional<byte[]> find(Wrapped wrapped) {
        removeExpired();
        return Optional.ofNullable(held.get(wrapped)).map(found -> found.plain().clone());
    }

    private synchronized long forgettings() {
        return forgettings;
    }

    private synchronized void keep(Wrapped wrapped, byte[] plain, long asked) {
        if (asked != forgettings) {
            return;
        }
        Optional.ofNullable(held.remove(wrapped)).ifPresent(CachedDataKeys::wipe);
        held.put(wrapped, new Held(plain.clone(), clock.instant().plus(life)));
        if (held.size() > most) {
            Iterator<Held> oldest = held.values().iterator();
            wipe(oldest.next());
            oldest.remove();
        }
    }

    /** Wipes what has had its time; each reading does the same. */
    public synchronized void removeExpired() {
        Instant now = clock.instant();
        Iterator<Held> oldest = held.values().iterator();
        while (oldest.hasNext()) {
            Held next = oldest.next();
            if (now.isBefore(next.until())) {
                return;
            }
            wipe(next);
            oldest.remove();
        }
    }

    /**
     * Wipes the data keys that a key wraps: it was disabled or is going to be deleted.
     *
     * @param keyId the key as the key service names it
     */
    public synchronized void forget(String keyId) {
        forgettings++;
        held.entrySet().removeIf(entry -> {
            boolean goes = entry.getKey().keyId().equals(keyId);
            if (goes) {
                wipe(entry.getValue());
            }
            return goes;
        });
    }

    private static void wipe(Held gone) {
        Arrays.fill(gone.plain(), (byte) 0);
    }
}
