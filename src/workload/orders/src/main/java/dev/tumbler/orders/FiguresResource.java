package dev.tumbler.orders;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** How the application is doing. */
@Path("/figures")
public class FiguresResource {
    private static final Duration PACE = Duration.ofSeconds(1);

    private final Counts counts;

    FiguresResource(Counts counts) {
        this.counts = counts;
    }

    /** Answers the figures as they are now. */
    @GET
    public Figures now() {
        return counts.figures();
    }

    /** Sends them once a second; the page at {@code /} draws them. */
    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<Figures> live() {
        return Multi.createFrom().ticks().every(PACE).onOverflow().drop().map(tick -> counts.figures());
    }
}
