package dev.tumbler.aws;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsAsyncClient;

/** The clients of KMS, a region each, built when a call first needs it: mostly the function's own, and those of replicas. */
@Singleton
class KmsClients {
    private final Map<String, KmsAsyncClient> byRegion = new ConcurrentHashMap<>();

    KmsAsyncClient in(String region) {
        return byRegion.computeIfAbsent(region, KmsClients::client);
    }

    private static KmsAsyncClient client(String region) {
        return KmsAsyncClient.builder()
                .region(Region.of(region))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                .build();
    }

    @PreDestroy
    void close() {
        byRegion.values().forEach(KmsAsyncClient::close);
    }
}
