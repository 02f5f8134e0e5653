package dev.tumbler.sealing;

import java.util.Map;

/**
 * Where the keys for a value are looked for: the account and region of what the value belongs to. A key's id or alias
 * means nothing without them.
 */
public record KeyPlace(String account, String region) {
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;
    private static final int LEAST_PARTS = 6;

    /** The place that the ARN in a context names, whatever service's it is. */
    public static KeyPlace of(Map<String, String> context) {
        String arn = context.getOrDefault(SealingContext.ARN, "");
        String[] parts = arn.split(":", -1);
        if (parts.length < LEAST_PARTS) {
            throw new IllegalArgumentException("a context without an ARN: " + arn);
        }
        return new KeyPlace(parts[ACCOUNT], parts[REGION]);
    }
}
