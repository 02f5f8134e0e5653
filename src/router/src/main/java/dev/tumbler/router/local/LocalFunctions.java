package dev.tumbler.router.local;

import dev.tumbler.frontdoor.Credentials;
import dev.tumbler.router.auth.Principals;
import dev.tumbler.standins.lambda.FunctionSurroundings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What functions find around them: this very router, and credentials in their role. */
@Singleton
public class LocalFunctions implements FunctionSurroundings {
    private final Principals principals;
    private final LocalData data;

    @Inject
    LocalFunctions(Principals principals, LocalData data) {
        this.principals = principals;
        this.data = data;
    }

    @Override
    public URI endpoint() {
        return LocalEndpoint.uri();
    }

    /** The root key is in it, and whatever the key protects. */
    @Override
    public Optional<Path> hidden() {
        return Optional.of(data.folder());
    }

    @Override
    public AccessKey accessKey(String role, String function) {
        Credentials credentials = principals.function(role, function);
        return new AccessKey(credentials.accessKeyId(), credentials.secretAccessKey());
    }
}
