package dev.tumbler.router.cli;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** AWS's clients, all calling one router as the default principal. */
record LocalAws(URI endpoint, SdkHttpClient http, StsClient sts, SecretsManagerClient secretsManager, RdsClient rds)
        implements SdkAutoCloseable {
    static final String ACCESS_KEY = "test";
    static final String SECRET_KEY = "test";
    static final String REGION = region(System.getenv());

    static final String USUAL_REGION = "us-east-1";

    static LocalAws at(URI endpoint) {
        SdkHttpClient http = new JdkHttp();
        return new LocalAws(
                endpoint,
                http,
                local(StsClient.builder(), endpoint, http).build(),
                local(SecretsManagerClient.builder(), endpoint, http).build(),
                local(RdsClient.builder(), endpoint, http).build());
    }

    /** A client of Lambda, which few commands need; whoever asks for it closes it. */
    LambdaClient openLambda() {
        return local(LambdaClient.builder(), endpoint, http).build();
    }

    /** The variables by which a program finds this router as the SDKs do. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL", endpoint.toString(),
                "AWS_REGION", REGION,
                "AWS_ACCESS_KEY_ID", ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY", SECRET_KEY);
    }

    /** The region that the caller's environment names, as the AWS SDKs and both versions of the command read it. */
    static String region(Map<String, String> environment) {
        return Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
                .map(environment::get)
                .filter(each -> each != null && !each.isBlank())
                .findFirst()
                .orElse(USUAL_REGION);
    }

    /** Without retries: on one machine a refused connection stays refused, and the answer to that is to say so. */
    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B local(
            B builder, URI endpoint, SdkHttpClient http) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClient(http);
    }

    /** Who we are to the router; empty if none is running there. */
    Optional<GetCallerIdentityResponse> identity() {
        try {
            return Optional.of(sts.getCallerIdentity());
        } catch (SdkException failure) {
            if (new AwsFailure(failure).nobodyListens()) {
                return Optional.empty();
            }
            throw new PlainFailure("something answers at " + endpoint + ", but not as a router does", failure);
        }
    }

    /** As {@link #identity}, where a router has to be running. */
    GetCallerIdentityResponse requireIdentity() {
        return identity()
                .orElseThrow(() ->
                        new PlainFailure("no router is running at " + endpoint + "; start one with: ./tumbler up"));
    }

    @Override
    public void close() {
        sts.close();
        secretsManager.close();
        rds.close();
        http.close();
    }
}
