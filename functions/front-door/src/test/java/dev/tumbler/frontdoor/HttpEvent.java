package dev.tumbler.frontdoor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A request as a Function URL hands it over. */
@SuppressWarnings("ArrayRecordComponent") // written once and never compared
record HttpEvent(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        List<String> cookies,
        byte[] body,
        boolean base64) {
    static final String DOMAIN = "abcdefghij.lambda-url.eu-west-1.on.aws";

    /** Lambda takes names of headers in lower case, joins values by commas, and puts cookies aside. */
    static HttpEvent of(SdkHttpRequest request, byte[] body) {
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), join(values)));
        List<String> cookies = new ArrayList<>();
        if (headers.containsKey("cookie")) {
            cookies.addAll(List.of(headers.remove("cookie").split("; ")));
        }
        return new HttpEvent(
                request.method().name(),
                request.encodedPath().isEmpty() ? "/" : request.encodedPath(),
                request.encodedQueryParameters().orElse(""),
                headers,
                cookies,
                body,
                false);
    }

    private static String join(List<String> values) {
        return String.join(",", values);
    }

    HttpEvent withoutHeader(String name) {
        Map<String, String> others = new TreeMap<>(headers);
        others.remove(name);
        return new HttpEvent(method, path, query, others, cookies, body, base64);
    }

    HttpEvent withHeader(String name, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(name, value);
        return new HttpEvent(method, path, query, all, cookies, body, base64);
    }

    HttpEvent withBody(String other) {
        return new HttpEvent(method, path, query, headers, cookies, other.getBytes(StandardCharsets.UTF_8), base64);
    }

    HttpEvent withQuery(String other) {
        return new HttpEvent(method, path, other, headers, cookies, body, base64);
    }

    HttpEvent inBase64() {
        return new HttpEvent(method, path, query, headers, cookies, body, true);
    }

    byte[] json() throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = new JsonFactory().createGenerator(json)) {
            generator.writeStartObject();
            generator.writeStringField("version", "2.0");
            generator.writeStringField("routeKey", "$default");
            generator.writeStringField("rawPath", path);
            generator.writeStringField("rawQueryString", query);
            writeHeaders(generator);
            writeContext(generator);
            writeBody(generator);
            generator.writeEndObject();
        }
        return json.toByteArray();
    }

    private void writeHeaders(JsonGenerator generator) throws IOException {
        if (!cookies.isEmpty()) {
            generator.writeFieldName("cookies");
            generator.writeArray(cookies.toArray(String[]::new), 0, cookies.size());
        }
        generator.writeObjectFieldStart("headers");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            generator.writeStringField(header.getKey(), header.getValue());
        }
        generator.writeEndObject();
    }

    private void writeContext(JsonGenerator generator) throws IOException {
        generator.writeObjectFieldStart("requestContext");
        generator.writeStringField("accountId", "anonymous");
        generator.writeNullField("authentication");
        generator.writeStringField("domainName", DOMAIN);
        generator.writeObjectFieldStart("http");
        generator.writeStringField("method", method);
        generator.writeStringField("path", path);
        generator.writeEndObject();
        generator.writeNumberField("timeEpoch", 1_767_323_045_000L);
        generator.writeEndObject();
    }

    private void writeBody(JsonGenerator generator) throws IOException {
        if (base64) {
            generator.writeBinaryField("body", body);
        } else {
            generator.writeStringField("body", new String(body, StandardCharsets.UTF_8));
        }
        generator.writeBooleanField("isBase64Encoded", base64);
    }
}
