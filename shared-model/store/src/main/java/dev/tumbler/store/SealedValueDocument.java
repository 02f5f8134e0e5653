package dev.tumbler.store;

import dev.tumbler.domain.secret.SealedValue;
import java.util.Map;

/** A sealed value as a document. */
final class SealedValueDocument {
    private SealedValueDocument() {}

    static Map<String, Object> write(SealedValue value) {
        return new Document()
                .with("kind", value.kind().name())
                .with("keyId", value.keyId())
                .with("wrappedKey", value.wrappedKey())
                .with("nonce", value.nonce())
                .with("ciphertext", value.ciphertext())
                .fields();
    }

    static SealedValue read(Fields fields) {
        return new SealedValue(
                SealedValue.Kind.valueOf(fields.text("kind")),
                fields.text("keyId"),
                fields.bytes("wrappedKey"),
                fields.bytes("nonce"),
                fields.bytes("ciphertext"));
    }
}
