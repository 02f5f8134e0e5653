package dev.tumbler.router.local;

import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says which process this router is and how it was started. */
@Path("/_tumbler/status")
@Produces(MediaType.APPLICATION_JSON)
@TokenRequired
public class StatusResource {
    private final LocalConfig config;
    private final LocalData data;
    private final MovableClock clock;
    private final String version;

    @Inject
    StatusResource(
            LocalConfig config,
            LocalData data,
            MovableClock clock,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "") String version) {
        this.config = config;
        this.data = data;
        this.clock = clock;
        this.version = version;
    }

    @GET
    public String status() {
        return new JsonObject()
                .put("process", ProcessHandle.current().pid())
                .put("version", version)
                .put("folder", data.folder().toString())
                .put("mode", mode())
                .put("clock", clock.instant().toString())
                .put("ahead", clock.ahead().toString())
                .encode();
    }

    private String mode() {
        if (config.memory()) {
            return "memory, nothing outlives the router";
        }
        String place = config.table().map(name -> "DynamoDB table " + name).orElse("files in the data folder");
        return config.functions()
                .map(zips -> "deployed functions over the " + place)
                .orElse(place);
    }
}
