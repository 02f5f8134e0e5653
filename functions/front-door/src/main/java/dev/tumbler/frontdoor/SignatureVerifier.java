package dev.tumbler.frontdoor;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds out who signed a request, by AWS Signature Version 4. */
@Singleton
public class SignatureVerifier {
    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int MOST_CACHED_KEYS = 256;

    private record Scope(Credentials credentials, String scope) {}

    private final InstantSource clock;

    /** Four of the five HMACs of a check are the same all day. */
    private final Map<Scope, byte[]> signingKeys = new ConcurrentHashMap<>();

    /** Clients sign with the machine's time, whatever the clock of the services is set to. */
    @Inject
    public SignatureVerifier() {
        this(InstantSource.system());
    }

    SignatureVerifier(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The caller, or AWS's error.
     *
     * @param service the signing name of the service that is called
     * @param keys who may sign it
     */
    Caller verify(SignedRequest request, String service, AccessKeys keys) {
        Authorization authorization = Authorization.of(request);
        Credentials credentials = keys.find(authorization.accessKeyId())
                .filter(found -> request.header("x-amz-security-token").isEmpty())
                .orElseThrow(() -> new AwsException(
                        ErrorCode.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid."));
        if (!authorization.service().equals(service)) {
            throw invalid("Credential should be scoped to correct service: '" + service + "'.");
        }
        if (!keys.serves(authorization.region())) {
            throw invalid(Authorization.NO_VALID_REGION);
        }
        String timestamp = timestamp(request);
        checkTime(timestamp, authorization);
        checkSignature(request, authorization, credentials, timestamp);
        return new Caller(
                credentials.account(),
                authorization.region(),
                credentials.arnIn(authorization.region()),
                credentials.userId(),
                credentials.service());
    }

    private static String timestamp(SignedRequest request) {
        return request.header("x-amz-date")
                .orElseGet(() -> BASIC.format(rfc1123(request.header("date").orElseThrow())));
    }

    private static Instant rfc1123(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException failure) {
            throw invalid("Date must be in RFC 1123 format: " + date, failure);
        }
    }

    private void checkTime(String timestamp, Authorization authorization) {
        Instant signed;
        try {
            signed = Instant.from(BASIC.parse(timestamp));
        } catch (DateTimeException failure) {
            throw invalid("Date must be in ISO-8601 'basic format': " + timestamp, failure);
        }
        if (!timestamp.startsWith(authorization.date())) {
            throw invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP");
        }
        Instant now = clock.instant();
        if (signed.isBefore(now.minus(SKEW))) {
            throw invalid("Signature expired: " + timestamp + " is now earlier than " + BASIC.format(now.minus(SKEW))
                    + " (" + BASIC.format(now) + " - 15 min.)");
        }
        if (signed.isAfter(now.plus(SKEW))) {
            throw invalid("Signature not yet current: " + timestamp + " is still later than "
                    + BASIC.format(now.plus(SKEW)) + " (" + BASIC.format(now) + " + 15 min.)");
        }
    }

    private void checkSignature(
            SignedRequest request, Authorization authorization, Credentials credentials, String timestamp) {
        String canonical = CanonicalRequest.of(request, authorization.signedHeaders());
        String toSign = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                timestamp,
                authorization.scope(),
                Hmac.sha256Hex(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] expected = Hmac.sha256(signingKey(authorization, credentials), toSign);
        byte[] sent = authorization.signature().getBytes(StandardCharsets.UTF_8);
        boolean coversHost = authorization.signedHeaders().contains("host");
        if (!coversHost
                || !MessageDigest.isEqual(HexFormat.of().formatHex(expected).getBytes(StandardCharsets.UTF_8), sent)) {
            throw invalid("The request signature we calculated does not match the signature you provided. Check your"
                    + " AWS Secret Access Key and signing method. Consult the service documentation for details.");
        }
    }

    private byte[] signingKey(Authorization authorization, Credentials credentials) {
        if (signingKeys.size() > MOST_CACHED_KEYS) {
            signingKeys.clear();
        }
        return signingKeys.computeIfAbsent(
                new Scope(credentials, authorization.scope()), scope -> derive(authorization, credentials));
    }

    private static byte[] derive(Authorization authorization, Credentials credentials) {
        byte[] seed = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
        byte[] day = Hmac.sha256(seed, authorization.date());
        byte[] region = Hmac.sha256(day, authorization.region());
        byte[] service = Hmac.sha256(region, authorization.service());
        return Hmac.sha256(service, "aws4_request");
    }

    private static AwsException invalid(String message) {
        return new AwsException(ErrorCode.INVALID_SIGNATURE, message);
    }

    private static AwsException invalid(String message, Throwable cause) {
        return new AwsException(ErrorCode.INVALID_SIGNATURE, message, cause);
    }
}
