package dev.tumbler.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utils.Md5Utils;

/** As much of S3 as it takes to read a bucket: keys in small pages and objects, and faults on demand. */
public final class SmallS3 implements AutoCloseable {
    private static final int PAGE = 2;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final Map<String, NavigableMap<String, byte[]>> buckets = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Optional<Refusal> refusal = Optional.empty();
    private volatile boolean cutsOff;

    private record Refusal(int status, String code, String message) {}

    public SmallS3() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void put(String bucket, String key, byte[] content) {
        buckets.computeIfAbsent(bucket, name -> new ConcurrentSkipListMap<>()).put(key, content);
    }

    void delete(String bucket, String key) {
        buckets.get(bucket).remove(key);
    }

    /** From now on every call is refused. */
    void refuse(int status, String code, String message) {
        refusal = Optional.of(new Refusal(status, code, message));
    }

    /** Whether half of each object is sent from now on, and then the connection closed. */
    public void cutOff(boolean half) {
        cutsOff = half;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().substring(1).split("/", 2);
            NavigableMap<String, byte[]> bucket = buckets.get(path[0]);
            if (refusal.isPresent()) {
                refuse(exchange, refusal.get());
            } else if (bucket == null) {
                refuse(exchange, new Refusal(NOT_FOUND, "NoSuchBucket", "The specified bucket does not exist"));
            } else if (path.length == 1 || path[1].isEmpty()) {
                send(exchange, OK, page(bucket, parameters(exchange)).getBytes(UTF_8));
            } else if (bucket.containsKey(path[1])) {
                sendObject(exchange, bucket.get(path[1]));
            } else {
                refuse(exchange, new Refusal(NOT_FOUND, "NoSuchKey", "The specified key does not exist."));
            }
        }
    }

    private static void refuse(HttpExchange exchange, Refusal refused) throws IOException {
        String error = "<Error><Code>%s</Code><Message>%s</Message><RequestId>1</RequestId></Error>"
                .formatted(refused.code(), refused.message());
        send(exchange, refused.status(), error.getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** S3 puts the digest of an object behind it if it is asked to, and counts it as a part of the answer. */
    private void sendObject(HttpExchange exchange, byte[] content) throws IOException {
        byte[] body = content;
        if ("append-md5".equals(exchange.getRequestHeaders().getFirst("x-amz-te"))) {
            exchange.getResponseHeaders().set("x-amz-transfer-encoding", "append-md5");
            byte[] digest = Md5Utils.computeMD5Hash(content);
            body = Arrays.copyOf(content, content.length + digest.length);
            System.arraycopy(digest, 0, body, content.length, digest.length);
        }
        exchange.sendResponseHeaders(OK, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body, 0, cutsOff ? content.length / 2 : body.length);
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        return Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], UTF_8)));
    }

    private static String page(NavigableMap<String, byte[]> bucket, Map<String, String> asked) {
        String after = new String(Base64.getUrlDecoder().decode(asked.getOrDefault("continuation-token", "")), UTF_8);
        List<String> left = bucket.tailMap(after, after.isEmpty()).keySet().stream()
                .filter(key -> key.startsWith(asked.get("prefix")))
                .toList();
        List<String> page = left.stream().limit(PAGE).toList();
        boolean more = left.size() > page.size();
        return Stream.of(
                        Stream.of("<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>" + more
                                + "</IsTruncated>"),
                        page.stream().map(key -> "<Contents><Key>" + encoded(key) + "</Key></Contents>"),
                        Stream.of(
                                more
                                        ? "<NextContinuationToken>" + token(page.get(PAGE - 1))
                                                + "</NextContinuationToken>"
                                        : ""),
                        Stream.of("</ListBucketResult>"))
                .flatMap(parts -> parts)
                .collect(Collectors.joining());
    }

    private static String token(String lastKey) {
        return Base64.getUrlEncoder().encodeToString(lastKey.getBytes(UTF_8));
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
