package dev.tumbler.standins.kms;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.standins.RootKey;
import dev.tumbler.store.Table;
import dev.tumbler.store.embedded.EmbeddedTable;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Constraints;
import dev.tumbler.wire.OperationHandler;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;

/** KMS over a table in memory, called as the router calls it. */
final class KmsFixture implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final Caller ALICE = caller(ACCOUNT, "us-east-1");

    final Clock clock = new Clock();
    final EmbeddedTable table = EmbeddedTable.inMemory();
    final SecureRandom random = new SecureRandom();
    final KmsStandIn kms;
    final List<String> unusable = new CopyOnWriteArrayList<>();
    private Caller caller = ALICE;

    KmsFixture() {
        this(UnaryOperator.identity());
    }

    KmsFixture(UnaryOperator<Table> disturb) {
        kms = new KmsStandIn(disturb.apply(table), RootKey.inMemory(random), clock, random);
        kms.onUnusable(unusable::add);
    }

    /** A clock that stands until it is moved. */
    static final class Clock implements InstantSource {
        private Instant now = Instant.parse("2026-01-02T03:04:05Z");

        @Override
        public Instant instant() {
            return now;
        }

        void advance(Duration by) {
            now = now.plus(by);
        }
    }

    static Caller caller(String account, String region) {
        return new Caller(account, region, "arn:aws:iam::" + account + ":user/alice", "AIDAALICE", Optional.empty());
    }

    /** The same with another caller for the calls within. */
    void as(Caller other, Runnable calls) {
        caller = other;
        try {
            calls.run();
        } finally {
            caller = ALICE;
        }
    }

    <I extends SdkPojo, O extends SdkPojo> O call(OperationHandler<I, O> handler, I request) {
        Constraints.check(handler.operation(), request);
        return handler.apply(request, new Call(caller, "request-1")).await().atMost(Duration.ofSeconds(30));
    }

    static AwsException refusal(Runnable call) {
        return catchThrowableOfType(AwsException.class, call::run);
    }

    KeyMetadata createKey() {
        return createKey(each -> {});
    }

    KeyMetadata createKey(Consumer<CreateKeyRequest.Builder> members) {
        CreateKeyRequest.Builder request = CreateKeyRequest.builder();
        members.accept(request);
        return call(new CreateKeyHandler(kms), request.build()).keyMetadata();
    }

    KeyMetadata describe(String keyId) {
        return call(
                        new DescribeKeyHandler(kms),
                        DescribeKeyRequest.builder().keyId(keyId).build())
                .keyMetadata();
    }

    void disable(String keyId) {
        call(
                new DisableKeyHandler(kms),
                DisableKeyRequest.builder().keyId(keyId).build());
    }

    void enable(String keyId) {
        call(new EnableKeyHandler(kms), EnableKeyRequest.builder().keyId(keyId).build());
    }

    ScheduleKeyDeletionResponse scheduleDeletion(String keyId, Integer days) {
        return call(
                new ScheduleKeyDeletionHandler(kms),
                ScheduleKeyDeletionRequest.builder()
                        .keyId(keyId)
                        .pendingWindowInDays(days)
                        .build());
    }

    void createAlias(String name, String keyId) {
        call(
                new CreateAliasHandler(kms),
                CreateAliasRequest.builder().aliasName(name).targetKeyId(keyId).build());
    }

    SdkBytes encrypt(Consumer<EncryptRequest.Builder> members) {
        EncryptRequest.Builder request = EncryptRequest.builder();
        members.accept(request);
        return call(new EncryptHandler(kms), request.build()).ciphertextBlob();
    }

    SdkBytes encrypt(String keyId, String plain) {
        return encrypt(each -> each.keyId(keyId).plaintext(SdkBytes.fromUtf8String(plain)));
    }

    DecryptResponse decrypt(Consumer<DecryptRequest.Builder> members) {
        DecryptRequest.Builder request = DecryptRequest.builder();
        members.accept(request);
        return call(new DecryptHandler(kms), request.build());
    }

    String decrypt(SdkBytes ciphertext) {
        return decrypt(each -> each.ciphertextBlob(ciphertext)).plaintext().asUtf8String();
    }

    void purge() {
        kms.purge().toCompletableFuture().join();
    }

    @Override
    public void close() {
        table.close();
    }
}
