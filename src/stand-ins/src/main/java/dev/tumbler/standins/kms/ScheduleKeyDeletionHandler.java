package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;

/** ScheduleKeyDeletion: a key is refused from now on and erased when its window is over. */
@Named("kms.ScheduleKeyDeletion")
@Singleton
public class ScheduleKeyDeletionHandler extends KmsHandler<ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse> {
    private final KmsStandIn kms;

    @Inject
    public ScheduleKeyDeletionHandler(KmsStandIn kms) {
        super("ScheduleKeyDeletion", ScheduleKeyDeletionRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<ScheduleKeyDeletionResponse> answer(ScheduleKeyDeletionRequest request, KmsCall call) {
        int days = Optional.ofNullable(request.pendingWindowInDays()).orElse(KeyLifecycle.LONGEST_WINDOW_DAYS);
        return kms.keys()
                .change(
                        request.keyId(),
                        call,
                        key -> KeyLifecycle.scheduleDeletion(
                                key, days, kms.keys().now()))
                .thenApply(scheduled -> ScheduleKeyDeletionResponse.builder()
                        .keyId(scheduled.arn())
                        .deletionDate(scheduled.deletion().orElseThrow())
                        .keyState(scheduled.state().wireName())
                        .pendingWindowInDays(days)
                        .build());
    }
}
