package dev.tumbler.frontdoor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A POST that is signed by hand, with a mistake that no SDK makes but a correct signature all the same. */
final class HandSigned {
    static final String TIMESTAMP = "20260102T030405Z";
    private static final String BODY = "{}";

    private final Map<String, List<String>> headers = new HashMap<>();
    private final Map<String, List<String>> unsigned = new HashMap<>();
    private String date = "20260102";
    private String region = "eu-west-1";
    private String query = "";

    HandSigned() {
        header("host", "127.0.0.1").header("x-amz-date", TIMESTAMP);
    }

    HandSigned header(String name, String value) {
        headers.put(name, List.of(value));
        return this;
    }

    HandSigned unsigned(String name, String value) {
        unsigned.put(name, List.of(value));
        return this;
    }

    HandSigned date(String other) {
        date = other;
        return this;
    }

    HandSigned region(String other) {
        region = other;
        return this;
    }

    String authorization() {
        List<String> names = headers.keySet().stream().sorted().toList();
        StringBuilder canonical = new StringBuilder("POST\n/\n" + query + "\n");
        names.forEach(name -> canonical
                .append(name)
                .append(':')
                .append(headers.get(name).get(0))
                .append('\n'));
        canonical.append('\n').append(String.join(";", names)).append('\n').append(hash(BODY));
        String scope = date + "/" + region + "/secretsmanager/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + TIMESTAMP + "\n" + scope + "\n" + hash(canonical.toString());
        byte[] key = "AWS4test".getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = Hmac.sha256(key, part);
        }
        return "AWS4-HMAC-SHA256 Credential=test/" + scope + ", SignedHeaders=" + String.join(";", names)
                + ", Signature=" + HexFormat.of().formatHex(Hmac.sha256(key, toSign));
    }

    SignedRequest request() {
        return request(List.of(authorization()));
    }

    SignedRequest request(List<String> authorizations) {
        Map<String, List<String>> all = new HashMap<>(headers);
        all.putAll(unsigned);
        all.put("authorization", new ArrayList<>(authorizations));
        return new SignedRequest("POST", "/", query, all, BODY.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String text) {
        return Hmac.sha256Hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
