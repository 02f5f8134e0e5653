package dev.tumbler.router.cli;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a router says of itself: its process, how it was started, and its clock. */
final class RouterStatus {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LocalResource status;

    RouterStatus(URI endpoint, Optional<String> token) {
        this.status = new LocalResource(endpoint, token, StatusCommand.PATH);
    }

    /** A router that keeps it to itself says why, and what it holds can be shown all the same. */
    Table addTo(Table table) {
        try {
            HttpRequest request = status.request().timeout(PATIENCE).GET().build();
            return rows(table, new JsonObject(status.lines(request).collect(Collectors.joining())));
        } catch (PlainFailure refused) {
            return table.row("process", "not shown. " + refused.getMessage());
        }
    }

    private static Table rows(Table table, JsonObject status) {
        return table.row("process", status.getValue("process") + ", tumbler " + status.getString("version"))
                .row("data", status.getString("folder"))
                .row("mode", status.getString("mode"))
                .row("clock", status.getString("clock") + ", " + beside(Duration.parse(status.getString("ahead"))));
    }

    /** Beside the machine's clock, to the second. */
    static String beside(Duration ahead) {
        Duration whole = Duration.ofSeconds(Math.round(ahead.abs().toMillis() / 1000.0));
        if (whole.isZero()) {
            return "as the machine's";
        }
        return words(whole) + (ahead.isNegative() ? " behind" : " ahead of") + " the machine's";
    }

    private static String words(Duration time) {
        return (part(time.toDays(), "d")
                        + part(time.toHoursPart(), "h")
                        + part(time.toMinutesPart(), "m")
                        + part(time.toSecondsPart(), "s"))
                .strip();
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + unit + " ";
    }
}
