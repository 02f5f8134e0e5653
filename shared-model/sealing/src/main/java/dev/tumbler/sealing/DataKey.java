package dev.tumbler.sealing;

/**
 * A fresh key for one value.
 *
 * @param keyId the key that wraps it, as the key service names it
 * @param plain the key itself, 32 bytes; whoever asked for it wipes it after use
 * @param wrapped the key, encrypted by the key service; it may rest anywhere
 */
@SuppressWarnings("ArrayRecordComponent") // used once and wiped, never compared
public record DataKey(String keyId, byte[] plain, byte[] wrapped) {

    @Override
    public String toString() {
        return "DataKey[" + keyId + "]";
    }
}
