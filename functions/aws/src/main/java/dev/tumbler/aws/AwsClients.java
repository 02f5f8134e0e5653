package dev.tumbler.aws;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;

/** The clients of a deployed function. They are application scoped: one that a call does not need is never built. */
@Singleton
final class AwsClients {

    @Produces
    @ApplicationScoped
    DynamoDbAsyncClient dynamoDb() {
        return DynamoDbAsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                .build();
    }

    @Produces
    @ApplicationScoped
    EventBridgeAsyncClient eventBridge() {
        return EventBridgeAsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                .build();
    }

    void close(@Disposes DynamoDbAsyncClient client) {
        client.close();
    }

    void close(@Disposes EventBridgeAsyncClient client) {
        client.close();
    }
}
