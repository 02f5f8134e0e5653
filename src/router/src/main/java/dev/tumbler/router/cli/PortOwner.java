package dev.tumbler.router.cli;

import dev.tumbler.router.local.LocalEndpoint;
import dev.tumbler.router.local.LocalToken;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks whoever listens on a port whether it is a Tumbler. */
final class PortOwner {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ANOTHER_PROGRAM = "another program";
    private static final int OK = 200;

    private PortOwner() {}

    /** Words for the end of "is taken by". */
    static String at(String host, int port) {
        try {
            URI endpoint = LocalEndpoint.uri(host, port);
            LocalResource status =
                    new LocalResource(endpoint, RouterToken.found(endpoint, System.getenv()), StatusCommand.PATH);
            return named(HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(status.request().timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | IllegalArgumentException noHttp) {
            return ANOTHER_PROGRAM;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new PlainFailure("interrupted", interruption);
        }
    }

    private static String named(HttpResponse<String> answer) {
        if (answer.headers().allValues("WWW-Authenticate").contains(LocalToken.CHALLENGE)) {
            return "a Tumbler of another user";
        }
        return answer.statusCode() == OK ? known(answer.body()) : ANOTHER_PROGRAM;
    }

    private static String known(String body) {
        try {
            JsonObject status = new JsonObject(body);
            return status.containsKey("process") && status.containsKey("folder")
                    ? "a Tumbler that runs already, process " + status.getValue("process") + " with the data folder "
                            + status.getValue("folder")
                    : ANOTHER_PROGRAM;
        } catch (DecodeException noStatus) {
            return ANOTHER_PROGRAM;
        }
    }
}
