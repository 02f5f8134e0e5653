package dev.tumbler.standins.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.standins.RootKey;
import dev.tumbler.store.embedded.EmbeddedTable;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Constraints;
import dev.tumbler.wire.OperationHandler;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Lambda over a table in memory, called as the router calls it. */
final class LambdaFixture implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final String ROLE = "arn:aws:iam::123456789012:role/any";
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    static final Caller ALICE = caller("us-east-1");

    final Vertx vertx = Vertx.vertx();
    final CountedTimers timers = CountedTimers.of(vertx);
    final ExecutorService blocking = Executors.newCachedThreadPool();
    final EmbeddedTable table = EmbeddedTable.inMemory();
    private final SecureRandom random = new SecureRandom();
    private final LambdaStandIn.Storage storage;
    private final InstalledFunctions installed;
    private final Optional<Path> hidden;
    LambdaStandIn lambda;
    Duration machineAhead = Duration.ZERO;

    LambdaFixture(Path folder) {
        this(folder, InstalledFunctions.NONE);
    }

    LambdaFixture(Path folder, InstalledFunctions installed) {
        this(folder, installed, Optional.empty());
    }

    LambdaFixture(Path folder, InstalledFunctions installed, Optional<Path> hidden) {
        this.installed = installed;
        this.hidden = hidden;
        storage = new LambdaStandIn.Storage(table, RootKey.inMemory(random), folder);
        lambda = standIn();
    }

    private LambdaStandIn standIn() {
        InstantSource machine = () -> InstantSource.system().instant().plus(machineAhead);
        return new LambdaStandIn(
                storage,
                new LambdaStandIn.Machinery(timers.vertx(), blocking, InstantSource.fixed(NOW), machine, random),
                new FunctionSurroundings() {
                    @Override
                    public URI endpoint() {
                        return URI.create("http://127.0.0.1:4566");
                    }

                    @Override
                    public Optional<Path> hidden() {
                        return hidden;
                    }

                    @Override
                    public AccessKey accessKey(String role, String function) {
                        return new AccessKey("key-of-" + function, "hidden");
                    }
                },
                installed);
    }

    /** Stops, and starts again over what is stored. */
    void restart() {
        lambda.close();
        lambda = standIn();
        lambda.start();
        lambda.resume();
    }

    static Caller caller(String region) {
        return new Caller(ACCOUNT, region, "arn:aws:iam::" + ACCOUNT + ":user/alice", "AIDAALICE", Optional.empty());
    }

    static FunctionCall call() {
        return new FunctionCall(ALICE, "GetFunction", "request-1");
    }

    private <I extends SdkPojo, O extends SdkPojo> Uni<O> asked(OperationHandler<I, O> handler, I request) {
        Constraints.check(handler.operation(), request);
        return handler.apply(request, new Call(ALICE, UUID.randomUUID().toString()));
    }

    <I extends SdkPojo, O extends SdkPojo> O call(OperationHandler<I, O> handler, I request) {
        return asked(handler, request).await().atMost(Duration.ofSeconds(60));
    }

    static AwsException refusal(Runnable call) {
        return catchThrowableOfType(AwsException.class, call::run);
    }

    CreateFunctionResponse create(String name, byte[] zip) {
        return create(each -> each.functionName(name).code(code -> code.zipFile(SdkBytes.fromByteArray(zip))));
    }

    /** A function that runs a {@code bootstrap}, but for what is said. */
    CreateFunctionResponse create(Consumer<CreateFunctionRequest.Builder> members) {
        CreateFunctionRequest.Builder request = CreateFunctionRequest.builder()
                .runtime("provided.al2023")
                .handler("any")
                .role(ROLE)
                .timeout(20);
        members.accept(request);
        return call(new CreateFunctionHandler(lambda), request.build());
    }

    CompletableFuture<InvokeResponse> invoking(String name, String payload) {
        InvokeRequest request = InvokeRequest.builder()
                .functionName(name)
                .logType("Tail")
                .payload(SdkBytes.fromUtf8String(payload))
                .build();
        return asked(new InvokeHandler(lambda), request).subscribeAsCompletionStage();
    }

    InvokeResponse invoke(String name, String payload) {
        return invoking(name, payload).join();
    }

    /** Hands over an event and does not wait for what comes of it. */
    void send(String name, String payload) {
        InvokeRequest request = InvokeRequest.builder()
                .functionName(name)
                .invocationType("Event")
                .payload(SdkBytes.fromUtf8String(payload))
                .build();
        assertThat(call(new InvokeHandler(lambda), request).statusCode()).isEqualTo(202);
    }

    @Override
    public void close() {
        lambda.close();
        blocking.shutdown();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        table.close();
    }
}
