package dev.tumbler.conformance;

import static dev.tumbler.conformance.Refusals.assertNotFound;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.secretsmanager.caching.SecretCache;
import com.amazonaws.secretsmanager.caching.SecretCacheConfiguration;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** AWS's caching client, which reads by DescribeSecret's map of versions and then by version. */
@ExtendWith(SharedEndpoint.class)
class CachingClientIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Endpoint endpoint;
    private final SecretsManagerClient aws;

    CachingClientIT(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.aws = endpoint.secrets();
    }

    @Test
    void aNewValueIsSeenAfterARefreshAndNotBefore() throws Exception {
        String name = endpoint.unique("cached");
        aws.createSecret(each -> each.name(name).secretString("one"));
        try (SecretCache cache = new SecretCache(aws)) {
            assertThat(cache.getSecretString(name)).isEqualTo("one");
            aws.putSecretValue(each -> each.secretId(name).secretString("two"));
            assertThat(cache.getSecretString(name)).isEqualTo("one");

            assertThat(cache.refreshNow(name)).isTrue();
            assertThat(cache.getSecretString(name)).isEqualTo("two");
        }
    }

    @Test
    void aNewValueIsSeenByItselfOnceTheOldOneIsOfAge() {
        String name = endpoint.unique("of-age");
        aws.createSecret(each -> each.name(name).secretString("one"));
        SecretCacheConfiguration shortLived =
                new SecretCacheConfiguration().withClient(aws).withCacheItemTTL(50);
        try (SecretCache cache = new SecretCache(shortLived)) {
            assertThat(cache.getSecretString(name)).isEqualTo("one");
            aws.putSecretValue(each -> each.secretId(name).secretString("two"));
            Await.until("the cache has the new value", SOON, () -> cache.getSecretString(name)
                    .equals("two"));
        }
    }

    @Test
    void anotherLabelAndBytesAreCachedToo() {
        String name = endpoint.unique("labelled");
        byte[] bytes = {0, 1, -1};
        aws.createSecret(each -> each.name(name).secretString("old"));
        aws.putSecretValue(each -> each.secretId(name).secretBinary(SdkBytes.fromByteArray(bytes)));
        SecretCacheConfiguration previous =
                new SecretCacheConfiguration().withClient(aws).withVersionStage("AWSPREVIOUS");
        try (SecretCache current = new SecretCache(aws);
                SecretCache before = new SecretCache(previous)) {
            assertThat(current.getSecretBinary(name)).isEqualTo(ByteBuffer.wrap(bytes));
            assertThat(before.getSecretString(name)).isEqualTo("old");
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        String missing = endpoint.unique("missing");
        try (SecretCache cache = new SecretCache(aws)) {
            assertNotFound(() -> cache.getSecretString(missing));
        }
    }
}
