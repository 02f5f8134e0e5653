package dev.tumbler.wire;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK's real clients with canned answers in place of the network. */
record SdkClients(
        CannedHttp http, SecretsManagerClient secretsManager, RdsClient rds, StsClient sts, LambdaClient lambda) {

    static SdkClients create() {
        CannedHttp http = new CannedHttp();
        return new SdkClients(
                http,
                client(SecretsManagerClient.builder(), http),
                client(RdsClient.builder(), http),
                client(StsClient.builder(), http),
                client(LambdaClient.builder(), http));
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, CannedHttp http) {
        return builder.httpClient(http)
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1:9"))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(each -> each.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }
}
