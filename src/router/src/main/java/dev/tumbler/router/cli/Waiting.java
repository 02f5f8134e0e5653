package dev.tumbler.router.cli;

import java.time.Duration;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** How long AWS's own waiters wait here. In AWS they look twice a minute; a local router may be asked more often. */
final class Waiting {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private Waiting() {}

    static WaiterOverrideConfiguration upTo(Duration patience) {
        return WaiterOverrideConfiguration.builder()
                .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(PAUSE))
                .maxAttempts(Math.toIntExact(patience.dividedBy(PAUSE)))
                .waitTimeout(patience)
                .build();
    }
}
