package dev.tumbler.rotation;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whose word is taken for a server's certificate where TLS is required.
 *
 * @param pemFile a file with their certificates; Java's own authorities if empty
 */
record TrustedAuthorities(Optional<String> pemFile) {

    /**
     * Reads the first of the variables that is set.
     *
     * @param environment answers null for a variable that is not set
     */
    static TrustedAuthorities from(Function<String, String> environment, String... variables) {
        return new TrustedAuthorities(Stream.of(variables)
                .flatMap(variable -> Stream.ofNullable(environment.apply(variable)))
                .findFirst());
    }

    /** Those of a connection's own certificates, given as PEM, in place of these. */
    TrustOptions optionsOr(Optional<String> pem) {
        return pem.<TrustOptions>map(text -> new PemTrustOptions().addCertValue(Buffer.buffer(text)))
                .orElseGet(this::options);
    }

    TrustOptions options() {
        return pemFile.<TrustOptions>map(file -> new PemTrustOptions().addCertPath(file))
                .orElseGet(TrustedAuthorities::ofJava);
    }

    private static TrustOptions ofJava() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return TrustOptions.wrap(factory.getTrustManagers()[0]);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("Java's own certificate authorities cannot be read", cause);
        }
    }
}
