package dev.tumbler.router.local;

import dev.tumbler.frontdoor.Credentials;
import dev.tumbler.router.auth.Principals;
import dev.tumbler.standins.lambda.FunctionSurroundings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;

/** What functions find around them: this very router, and credentials in their role. */
@Singleton
public class LocalFunctions implements FunctionSurroundings {
    private final Principals principals;

    @Inject
    public LocalFunctions(Principals principals) {
        this.principals = principals;
    }

    @Override
    public URI endpoint() {
        return LocalEndpoint.uri();
    }

    @Override
    public AccessKey accessKey(String role, String function) {
        Credentials credentials = principals.function(role, function);
        return new AccessKey(credentials.accessKeyId(), credentials.secretAccessKey());
    }
}
