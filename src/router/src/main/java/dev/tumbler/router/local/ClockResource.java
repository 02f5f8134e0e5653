package dev.tumbler.router.local;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/** Shows the router's clock, sets it ahead and resets it, for people who test schedules. */
@Path("/_tumbler/clock")
@Produces(MediaType.TEXT_PLAIN)
@TokenRequired
public class ClockResource {
    private final MovableClock clock;
    private final RotationsUnderWay rotations;
    private final boolean movable;

    @Inject
    ClockResource(MovableClock clock, RotationsUnderWay rotations, LocalConfig config) {
        this.clock = clock;
        this.rotations = rotations;
        this.movable = config.functions().isEmpty();
    }

    @GET
    public String now() {
        return clock.instant().toString();
    }

    /**
     * Writes a file.
     *
     * @param time the moment to set the clock to, or how far to set it ahead, such as {@code PT192H}
     */
    @PUT
    @Consumes(MediaType.TEXT_PLAIN)
    @Blocking
    public RestResponse<String> advance(String time) {
        if (!movable) {
            return fixed();
        }
        String written = time.strip();
        try {
            return written.startsWith("P") ? advanceBy(Duration.parse(written)) : advanceTo(Instant.parse(written));
        } catch (DateTimeParseException unreadable) {
            return refusal("A moment is written like 2026-01-01T00:00:00Z.");
        }
    }

    private RestResponse<String> advanceTo(Instant moment) {
        if (!ClockRange.holds(moment)) {
            return refusal("The clock cannot be set to " + moment + ": " + ClockRange.words() + ".");
        }
        return moved(() -> clock.advanceTo(moment));
    }

    private RestResponse<String> advanceBy(Duration time) {
        if (!ClockRange.holds(clock.instant(), time)) {
            return refusal("The clock cannot be set ahead so far: " + ClockRange.words() + ".");
        }
        return moved(() -> clock.advanceBy(time));
    }

    private RestResponse<String> moved(BooleanSupplier move) {
        return kept(() -> move.getAsBoolean()
                ? RestResponse.ok(now())
                : refusal("The clock shows " + now() + " and only goes forward; --reset takes it back."));
    }

    /**
     * The machine's time. A rotation under way holds moments by the clock as it was and would wait for them, so it is let end
     * first.
     */
    @DELETE
    public Uni<RestResponse<String>> reset() {
        if (!movable) {
            return Uni.createFrom().item(fixed());
        }
        return rotations.first().emitOn(Infrastructure.getDefaultWorkerPool()).map(running -> running.map(
                        ClockResource::busy)
                .orElseGet(this::toMachineTime));
    }

    private RestResponse<String> toMachineTime() {
        return kept(() -> {
            clock.reset();
            return RestResponse.ok(now());
        });
    }

    private static RestResponse<String> busy(String secret) {
        return RestResponse.status(
                RestResponse.Status.CONFLICT,
                "The secret " + secret + " is being rotated; reset the clock when that has ended.");
    }

    private static RestResponse<String> kept(Supplier<RestResponse<String>> change) {
        try {
            return change.get();
        } catch (UncheckedIOException failure) {
            return RestResponse.status(
                    RestResponse.Status.INTERNAL_SERVER_ERROR,
                    "The clock stays as it is, for it could not be kept: " + failure.getMessage());
        }
    }

    private static RestResponse<String> fixed() {
        return refusal("With --functions the clock is the machine's, by which the functions go.");
    }

    private static RestResponse<String> refusal(String message) {
        return RestResponse.status(RestResponse.Status.BAD_REQUEST, message);
    }
}
