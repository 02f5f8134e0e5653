package dev.tumbler.secretsmanager;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The token key where nobody else provides one: from the environment, so that it outlives a process and all instances of
 * a function share it. Without that it is made anew, and tokens end with the process.
 */
public class DefaultTokenKey {
    static final String VARIABLE = "TUMBLER_TOKEN_KEY";
    private static final int BYTES = 32;

    @Produces
    @Singleton
    @DefaultBean
    TokenKey tokenKey(SecureRandom random) {
        return from(Optional.ofNullable(System.getenv(VARIABLE)), random);
    }

    static TokenKey from(Optional<String> variable, SecureRandom random) {
        return variable.map(DefaultTokenKey::read).orElseGet(() -> {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            return TokenKey.of(bytes);
        });
    }

    /** The cause is left out: it would show a part of the key. */
    private static TokenKey read(String base64) {
        try {
            return TokenKey.of(Base64.getDecoder().decode(base64.strip()));
        } catch (IllegalArgumentException unfit) {
            throw new IllegalStateException(VARIABLE + " must be " + BYTES + " bytes or more in Base64");
        }
    }
}
