package dev.tumbler.router.local;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Shows the router's clock and sets it ahead, for people who test schedules. Like every address of the router it can be
 * reached from this machine alone, and a page in a browser may not PUT without being asked first.
 */
@Path("/_tumbler/clock")
@Produces(MediaType.TEXT_PLAIN)
public class ClockResource {
    private final MovableClock clock;

    @Inject
    ClockResource(MovableClock clock) {
        this.clock = clock;
    }

    @GET
    public String now() {
        return clock.instant().toString();
    }

    @PUT
    @Consumes(MediaType.TEXT_PLAIN)
    public RestResponse<String> advance(String moment) {
        try {
            return clock.advanceTo(Instant.parse(moment.strip()))
                    ? RestResponse.ok(now())
                    : refusal("The clock shows " + now() + " and only goes forward.");
        } catch (DateTimeParseException unreadable) {
            return refusal("A moment is written like 2026-01-01T00:00:00Z.");
        }
    }

    private static RestResponse<String> refusal(String message) {
        return RestResponse.status(RestResponse.Status.BAD_REQUEST, message);
    }
}
