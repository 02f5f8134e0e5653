package dev.tumbler.credentials;

import io.quarkus.credentials.CredentialsProvider;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;

/** A provider of an application's own. */
@Singleton
@Named("fixed")
public class FixedCredentials implements CredentialsProvider {

    @Override
    public Map<String, String> getCredentials(String name) {
        return Map.of(USER_PROPERTY_NAME, name, PASSWORD_PROPERTY_NAME, "first");
    }
}
