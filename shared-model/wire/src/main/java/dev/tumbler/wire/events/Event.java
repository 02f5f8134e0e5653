package dev.tumbler.wire.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One event in the envelope that EventBridge puts around all of them.
 *
 * @param detail what the source says of it
 */
public record Event(
        String id,
        BusId bus,
        Instant time,
        String source,
        String detailType,
        List<String> resources,
        ObjectNode detail) {

    /** The event as rules match it and targets get it. A moment is told in whole seconds. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", "0");
        json.put("id", id);
        json.put("detail-type", detailType);
        json.put("source", source);
        json.put("account", bus.account());
        json.put("time", seconds(time));
        json.put("region", bus.region());
        resources.forEach(json.putArray("resources")::add);
        json.set("detail", detail);
        return json;
    }

    static String seconds(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
