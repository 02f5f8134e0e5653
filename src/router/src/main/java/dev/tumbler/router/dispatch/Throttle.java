package dev.tumbler.router.dispatch;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.frontdoor.Admission;
import dev.tumbler.router.local.LocalConfig;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.Service;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds callers to AWS's request rates, each account and region on its own. How much of a burst AWS lets through is not
 * documented; here it is what a second allows.
 */
@Singleton
public class Throttle implements Admission {
    private record Share(RequestQuota quota, String account, String region) {}

    private final boolean on;
    private final TimeMeter time;
    private final Map<Share, Bucket> buckets = new ConcurrentHashMap<>();

    @Inject
    public Throttle(LocalConfig config, InstantSource clock) {
        this(config.quotas() == LocalConfig.Quotas.AWS, clock);
    }

    Throttle(boolean on, InstantSource clock) {
        this.on = on;
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** Counts a call, or refuses it. */
    @Override
    public void admit(Operation<?> operation, Caller caller) {
        if (on && operation.service() == Service.SECRETS_MANAGER) {
            RequestQuota.of(operation.name())
                    .map(quota -> new Share(quota, caller.account(), caller.region()))
                    .map(share -> buckets.computeIfAbsent(share, this::full))
                    .filter(bucket -> !bucket.tryConsume(1))
                    .ifPresent(empty -> {
                        throw new AwsException(ErrorCode.THROTTLING, "Rate exceeded");
                    });
        }
    }

    private Bucket full(Share share) {
        int perSecond = share.quota().perSecond();
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }
}
