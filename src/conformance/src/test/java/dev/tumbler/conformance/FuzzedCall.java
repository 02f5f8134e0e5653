package dev.tumbler.conformance;

import dev.tumbler.wire.Service;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A call that is more or less wrong.
 *
 * @param query what stands in the address
 * @param tampered whether its signature covers something else than what is sent
 */
@SuppressWarnings("ArrayRecordComponent") // sent once and never compared
record FuzzedCall(
        Service service, String method, String query, Map<String, String> headers, byte[] body, boolean tampered) {
    private static final int SHOWN = 2000;

    /** A call with this object as its request, written as the service wants it. */
    static FuzzedCall of(OfferedOperation operation, Map<String, Object> request) {
        Service service = operation.service();
        boolean json = service.protocol() == Service.Protocol.JSON;
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", json ? "application/x-amz-json-1.1" : "application/x-www-form-urlencoded");
        if (json) {
            headers.put("X-Amz-Target", service.targetPrefix() + "." + operation.name());
        }
        String body = json ? new JsonObject(request).encode() : form(operation, request);
        return new FuzzedCall(service, "POST", "", headers, body.getBytes(StandardCharsets.UTF_8), false);
    }

    private static String form(OfferedOperation operation, Map<String, Object> request) {
        StringJoiner form = new StringJoiner("&");
        form.add("Action=" + operation.name())
                .add("Version=" + operation.service().version());
        request.forEach((name, value) -> addTo(form, name, value));
        return form.toString();
    }

    private static void addTo(StringJoiner form, String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> addTo(form, name + "." + key, each));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                addTo(form, name + ".member." + (i + 1), list.get(i));
            }
        } else {
            form.add(encoded(name) + "=" + encoded(String.valueOf(value)));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    FuzzedCall withBody(byte[] other) {
        return new FuzzedCall(service, method, query, headers, other, tampered);
    }

    FuzzedCall withHeader(String name, String value) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.put(name, value);
        return new FuzzedCall(service, method, query, all, body, tampered);
    }

    /** The same by another method; what is no POST has its parameters in the address, as far as they fit there. */
    FuzzedCall by(String other) {
        String parameters = service.protocol() == Service.Protocol.QUERY && body.length < SHOWN
                ? new String(body, StandardCharsets.ISO_8859_1)
                : "";
        return new FuzzedCall(service, other, parameters, headers, new byte[0], tampered);
    }

    FuzzedCall tamperedWith() {
        return new FuzzedCall(service, method, query, headers, body, true);
    }

    @Override
    public String toString() {
        String shown = new String(body, 0, Math.min(body.length, SHOWN), StandardCharsets.UTF_8);
        return method + " " + service + " ?" + query + " " + headers + (tampered ? " tampered " : " ") + shown;
    }
}
