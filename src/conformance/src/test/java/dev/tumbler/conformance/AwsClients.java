package dev.tumbler.conformance;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS SDK's clients as anybody would build them for a local endpoint. */
record AwsClients(URI endpoint, SecretsManagerClient secrets, RdsClient rds, StsClient sts) implements AutoCloseable {

    static AwsClients at(URI endpoint) {
        return at(endpoint, "test", "test");
    }

    static AwsClients at(URI endpoint, String accessKey, String secretKey) {
        StaticCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
        return new AwsClients(
                endpoint,
                local(SecretsManagerClient.builder(), endpoint, credentials).build(),
                local(RdsClient.builder(), endpoint, credentials).build(),
                local(StsClient.builder(), endpoint, credentials).build());
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B local(
            B builder, URI endpoint, StaticCredentialsProvider credentials) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create());
    }

    @Override
    public void close() {
        secrets.close();
        rds.close();
        sts.close();
    }
}
