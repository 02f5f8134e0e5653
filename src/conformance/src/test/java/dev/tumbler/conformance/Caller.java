package dev.tumbler.conformance;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Where calls go, in which region, and as whom; without an address they go to AWS itself. */
record Caller(Optional<URI> address, Region region, AwsCredentialsProvider credentials) {

    /** The user of a local router. */
    static Caller local(URI address) {
        return new Caller(Optional.of(address), Region.US_EAST_1, keys("test", "test"));
    }

    /** Whoever the environment says: the ordinary credential chain and region. */
    static Caller ofEnvironment(Optional<URI> address) {
        Region region = DefaultAwsRegionProviderChain.builder().build().getRegion();
        return new Caller(address, region, DefaultCredentialsProvider.builder().build());
    }

    Caller in(Region other) {
        return new Caller(address, other, credentials);
    }

    Caller withKeys(String accessKey, String secretKey) {
        return new Caller(address, region, keys(accessKey, secretKey));
    }

    private static AwsCredentialsProvider keys(String accessKey, String secretKey) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }

    /** For calls that no SDK would send. */
    URI addressOf(String service) {
        return address.orElseGet(() -> URI.create("https://" + service + "." + region + ".amazonaws.com"));
    }

    <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(B builder) {
        address.ifPresent(builder::endpointOverride);
        return builder.region(region).credentialsProvider(credentials).httpClient(UrlConnectionHttpClient.create());
    }

    /** The variables by which the SDKs of other languages learn the same. */
    Map<String, String> environment() {
        AwsCredentials resolved = credentials.resolveCredentials();
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", region.id());
        variables.put("AWS_DEFAULT_REGION", region.id());
        variables.put("AWS_ACCESS_KEY_ID", resolved.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", resolved.secretAccessKey());
        if (resolved instanceof AwsSessionCredentials session) {
            variables.put("AWS_SESSION_TOKEN", session.sessionToken());
        }
        address.ifPresent(each -> variables.put("AWS_ENDPOINT_URL", each.toString()));
        return variables;
    }
}
