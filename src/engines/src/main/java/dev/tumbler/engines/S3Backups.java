package dev.tumbler.engines;

import dev.tumbler.domain.database.Backup;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Buckets in Amazon S3, or in what speaks as it does. */
public final class S3Backups implements Backups, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(S3Backups.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Whoever stops a server that is being loaded may have to wait as long. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    private final S3Client client;
    private final String place;

    private S3Backups(S3Client client) {
        this.client = client;
        this.place = endpoint().map(S3Backups::withoutUser).orElse("Amazon S3");
    }

    /**
     * The buckets that someone may read.
     *
     * @param endpoint where they are; if not given, where AWS's settings on this machine say, which is in AWS if they say
     *     nothing
     */
    public static S3Backups of(Optional<URI> endpoint, AwsCredentialsProvider credentials) {
        S3ClientBuilder builder = S3Client.builder()
                .region(region())
                .crossRegionAccessEnabled(endpoint.isEmpty())
                // elsewhere than in AWS a bucket's name seldom makes a host's
                .forcePathStyle(true)
                .credentialsProvider(() -> found(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(READ_TIMEOUT));
        endpoint.ifPresent(builder::endpointOverride);
        return new S3Backups(builder.build());
    }

    /** Where none is set any will do: AWS tells which one a bucket is in. */
    private static Region region() {
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion();
        } catch (SdkClientException unset) {
            return Region.US_EAST_1;
        }
    }

    /** The SDK tells of every place where it looked: that is for the log. */
    private static AwsCredentials found(AwsCredentialsProvider credentials) {
        try {
            return credentials.resolveCredentials();
        } catch (SdkClientException none) {
            LOG.warn(none.getMessage());
            throw SdkClientException.create("no AWS credentials were found");
        }
    }

    /** Where the buckets are, unless they are in AWS. */
    public Optional<URI> endpoint() {
        return client.serviceClientConfiguration().endpointOverride();
    }

    private static String withoutUser(URI endpoint) {
        return endpoint.getScheme() + "://" + endpoint.getRawAuthority().replaceFirst(".*@", "");
    }

    @Override
    public List<String> keys(Backup backup) throws IOException {
        Bucket bucket = bucket(backup);
        List<String> keys = new S3Reading(bucket, "The bucket " + bucket.name()).from(() -> list(backup));
        return bucket.some(keys, backup.prefix());
    }

    private List<String> list(Backup backup) {
        return client
                .listObjectsV2Paginator(each -> each.bucket(backup.bucket()).prefix(backup.prefix()))
                .contents()
                .stream()
                .map(S3Object::key)
                .sorted()
                .toList();
    }

    @Override
    public InputStream open(Backup backup, String key) throws IOException {
        Bucket bucket = bucket(backup);
        S3Reading reading = new S3Reading(bucket, key + " in the bucket " + bucket.name());
        return new S3Content(
                reading.from(() ->
                        client.getObject(each -> each.bucket(bucket.name()).key(key))),
                reading);
    }

    private Bucket bucket(Backup backup) {
        return new Bucket(Bucket.name(backup), place);
    }

    @Override
    public void close() {
        client.close();
    }
}
