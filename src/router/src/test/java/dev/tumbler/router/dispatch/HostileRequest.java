package dev.tumbler.router.dispatch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A request that means harm, from somebody without a key.
 *
 * @param head without the headers that every request has
 */
@SuppressWarnings("ArrayRecordComponent") // sent once and never compared
record HostileRequest(String method, String target, String head, byte[] body) {
    private static final String JSON = "Content-Type: application/x-amz-json-1.1\r\n";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String DATE = "X-Amz-Date: 20260102T030405Z\r\n";
    private static final String TARGET = "X-Amz-Target: secretsmanager.GetSecretValue\r\n";
    private static final List<String> SERVICES = List.of("rds", "secretsmanager", "lambda", "s3", "nowhere", "");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "BREW", "OPTIONS");
    private static final List<String> NESTS = List.of(
            "a-", "a.member.1.", "a,", "/", "=", ";", "Credential=", "%41", "%", "(", "{\"a\":", "[", "&a", " ,");
    private static final int MOST_IN_HEADER = 16_000;
    private static final int MOST_IN_ADDRESS = 4_000;
    private static final int MOST_IN_BODY = 900_000;

    private static final List<Function<Random, HostileRequest>> KINDS = List.of(
            HostileRequest::scope,
            HostileRequest::authorization,
            HostileRequest::signedHeaders,
            HostileRequest::address,
            HostileRequest::presigned,
            HostileRequest::path,
            HostileRequest::json,
            HostileRequest::form,
            HostileRequest::header);

    static HostileRequest from(Random random) {
        return pick(random, KINDS).apply(random);
    }

    String wholeHead(String host) {
        String length = body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n";
        return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + length + head
                + "\r\n";
    }

    private static HostileRequest scope(Random random) {
        String[] parts = {"test", "20260102", "us-east-1", pick(random, SERVICES), "aws4_request"};
        parts[random.nextInt(parts.length)] = repeated(random, MOST_IN_HEADER);
        return post(authorized(String.join("/", parts), "host", "0".repeat(64)) + DATE + either(random));
    }

    private static HostileRequest authorization(Random random) {
        String prefix = random.nextBoolean() ? "AWS4-HMAC-SHA256 " : "";
        return post("Authorization: " + prefix + repeated(random, MOST_IN_HEADER) + "\r\n" + DATE + either(random));
    }

    private static HostileRequest signedHeaders(Random random) {
        String names = pick(random, List.of("host;", "x-amz-date;", "a;", ";")).repeat(random.nextInt(2_000));
        return post(authorized("test/20260102/us-east-1/rds/aws4_request", names, "f".repeat(64)) + DATE + FORM);
    }

    private static HostileRequest address(Random random) {
        String query = repeated(random, MOST_IN_ADDRESS).replace(" ", "+").replaceAll("[\\[\"{]", "a");
        return new HostileRequest(pick(random, METHODS), "/?Action=" + query, either(random), new byte[0]);
    }

    private static HostileRequest presigned(Random random) {
        String credential =
                "X-Amz-Credential=test/20260102/" + "a-".repeat(random.nextInt(1_500)) + "1/rds/aws4_request";
        String query =
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=" + pick(random, List.of("20260102T030405Z", "%", "9"))
                        + "&X-Amz-Expires=" + "9".repeat(random.nextInt(300)) + "&" + credential
                        + "&X-Amz-SignedHeaders=host&X-Amz-Signature=0";
        return new HostileRequest("GET", "/?" + query, "", new byte[0]);
    }

    private static HostileRequest path(Random random) {
        String path = pick(random, List.of("/2015-03-31/", "/2018-10-31/", "/", "/q/", "/_tumbler/"));
        String rest = pick(random, List.of("a/", "%41", "%zz", "../", "functions/", "//", "a."))
                .repeat(random.nextInt(600));
        return new HostileRequest(pick(random, METHODS), path + rest, either(random), new byte[0]);
    }

    private static HostileRequest json(Random random) {
        String nest = pick(random, List.of("{\"a\":", "[", "{\"SecretId\":[", "9", "1e9", "\"\\u0000", "\"\\"));
        return new HostileRequest(
                "POST",
                "/",
                JSON + TARGET,
                nest.repeat(times(random, nest, MOST_IN_BODY)).getBytes(StandardCharsets.UTF_8));
    }

    private static HostileRequest form(Random random) {
        String nest = pick(random, List.of("a.member.1.", "a&", "%", "a=%ff&", "9", "Tags.Tag.1.", "&", "="));
        String form = "Action=CreateDBInstance&Version=2014-10-31&" + nest.repeat(times(random, nest, MOST_IN_BODY));
        return new HostileRequest("POST", "/", FORM, form.getBytes(StandardCharsets.UTF_8));
    }

    private static HostileRequest header(Random random) {
        String name = pick(
                random,
                List.of(
                        "Origin",
                        "Accept",
                        "Content-Type",
                        "X-Amz-Target",
                        "X-Amz-Date",
                        "Date",
                        "Cookie",
                        "X-Amz-Security-Token",
                        "Expect",
                        "Sec-Fetch-Site",
                        "X-Amz-Content-Sha256",
                        "Access-Control-Request-Headers",
                        "Accept-Language",
                        "Transfer-Encoding",
                        "Content-Length"));
        return new HostileRequest(
                pick(random, METHODS), "/", name + ": " + repeated(random, MOST_IN_HEADER) + "\r\n", new byte[0]);
    }

    private static HostileRequest post(String head) {
        return new HostileRequest("POST", "/", head, new byte[0]);
    }

    private static String authorized(String credential, String names, String signature) {
        return "Authorization: AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=" + names + ", Signature="
                + signature + "\r\n";
    }

    private static String either(Random random) {
        return random.nextBoolean() ? JSON + TARGET : FORM;
    }

    private static String repeated(Random random, int most) {
        String nest = pick(random, NESTS);
        return nest.repeat(times(random, nest, most));
    }

    private static int times(Random random, String nest, int mostCharacters) {
        int most = mostCharacters / nest.length();
        return random.nextBoolean() ? most : 1 + random.nextInt(most);
    }

    private static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
