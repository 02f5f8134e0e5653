package dev.tumbler.router.local;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says whether the store takes writes. It is readiness and not liveness: a restart makes no room on a disk, and reads go on
 * meanwhile.
 */
@Readiness
@Singleton
public class StoreHealth implements HealthCheck {
    private final LocalData data;

    @Inject
    StoreHealth(LocalData data) {
        this.data = data;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> trouble = data.trouble();
        HealthCheckResponseBuilder store = HealthCheckResponse.named("store").status(trouble.isEmpty());
        trouble.ifPresent(why -> store.withData("trouble", why));
        return store.build();
    }
}
