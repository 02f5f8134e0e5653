package dev.tumbler.scheduler;

import dev.tumbler.domain.rotation.RotationRun;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The token by which a rotation function shows whose rotation it runs. It is the same for all steps of a rotation, whichever
 * process asks for them, and nobody can guess it: the key that signs page tokens makes it. Without that key there is none.
 */
final class RotationToken {
    static final String VARIABLE = "TUMBLER_TOKEN_KEY";
    private static final String ALGORITHM = "HmacSHA256";

    private final Optional<SecretKeySpec> key;

    private RotationToken(Optional<SecretKeySpec> key) {
        this.key = key;
    }

    /**
     * By the key in the environment.
     *
     * @param environment answers null for a variable that is not set
     */
    static RotationToken from(UnaryOperator<String> environment) {
        return new RotationToken(Optional.ofNullable(environment.apply(VARIABLE))
                .filter(value -> !value.isBlank())
                .map(value -> new SecretKeySpec(value.strip().getBytes(StandardCharsets.UTF_8), ALGORITHM)));
    }

    Optional<String> of(RotationRun run) {
        return key.map(present -> sign(present, "rotation of " + run.secretArn() + " to " + run.token()));
    }

    private static String sign(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this Java runtime offers no " + ALGORITHM, failure);
        }
    }
}
