package dev.tumbler.frontdoor;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds out who signed a request, by AWS Signature Version 4. */
@Singleton
public class SignatureVerifier {
    private static final String MUST_BE_SIGNED = "x-amz-";

    /** What Amazon CloudFront adds to a request on its way. */
    private static final String ADDED_ON_THE_WAY = "x-amz-cf-id";

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
        Credentials credentials = holder(authorization, keys);
        checkHead(request, authorization, service, keys);
        checkSignature(request, authorization, credentials);
        return new Caller(
                credentials.account(),
                authorization.scope().region(),
                credentials.arnIn(authorization.scope().region()),
                credentials.userId(),
                credentials.service());
    }

    /** Fails as {@link #verify} would for all that the head of a request shows, before its body is there. */
    void verifyHead(SignedRequest head, String service, AccessKeys keys) {
        Authorization authorization = Authorization.of(head);
        holder(authorization, keys);
        checkHead(head, authorization, service, keys);
    }

    /** Fails for a request that names no key that is known, without a look at its signature. */
    static void requireKnownKey(SignedRequest head, AccessKeys keys) {
        holder(Authorization.of(head), keys);
    }

    private static Credentials holder(Authorization authorization, AccessKeys keys) {
        return keys.find(authorization.scope().accessKeyId())
                .filter(found -> authorization.sessionToken().isEmpty())
                .orElseThrow(() -> new AwsException(
                        ErrorCode.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid."));
    }

    private void checkHead(SignedRequest request, Authorization authorization, String service, AccessKeys keys) {
        if (!authorization.scope().service().equals(service)) {
            throw invalid(Address.correctService(service));
        }
        if (!keys.serves(authorization.scope().region())) {
            throw invalid(CredentialScope.NO_VALID_REGION);
        }
        checkTime(authorization);
        checkCovered(request, authorization.signedHeaders());
    }

    private void checkTime(Authorization authorization) {
        String timestamp = authorization.timestamp();
        Instant signed = signed(timestamp);
        if (!timestamp.startsWith(authorization.scope().date())) {
            throw invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP");
        }
        Instant now = clock.instant();
        Instant earliest = now.minus(authorization.good());
        if (signed.isBefore(earliest)) {
            throw invalid("Signature expired: " + timestamp + " is now earlier than "
                    + Authorization.BASIC.format(earliest) + " (" + Authorization.BASIC.format(now) + " - "
                    + shown(authorization) + ".)");
        }
        Instant latest = now.plus(Authorization.SKEW);
        if (signed.isAfter(latest)) {
            throw invalid("Signature not yet current: " + timestamp + " is still later than "
                    + Authorization.BASIC.format(latest) + " (" + Authorization.BASIC.format(now) + " + 15 min.)");
        }
    }

    private static String shown(Authorization authorization) {
        return authorization.good().equals(Authorization.SKEW)
                ? "15 min"
                : authorization.good().toSeconds() + " sec";
    }

    private static Instant signed(String timestamp) {
        try {
            return Instant.from(Authorization.BASIC.parse(timestamp));
        } catch (DateTimeException noDate) {
            throw new AwsException(
                    ErrorCode.INVALID_SIGNATURE,
                    "Date must be in ISO-8601 'basic format': " + Shown.of(timestamp),
                    noDate);
        }
    }

    /** AWS wants the host and every {@code x-amz-*} header signed, so that nobody on the way can add or swap one. */
    private static void checkCovered(SignedRequest request, List<String> signedHeaders) {
        if (!signedHeaders.contains("host")) {
            throw invalid(noMatch());
        }
        boolean covered = request.headers().keySet().stream()
                .filter(name -> name.startsWith(MUST_BE_SIGNED) && !name.equals(ADDED_ON_THE_WAY))
                .allMatch(signedHeaders::contains);
        if (!covered) {
            // the words are those of Amazon S3
            throw invalid("There were headers present in the request which were not signed");
        }
    }

    private void checkSignature(SignedRequest request, Authorization authorization, Credentials credentials) {
        String bodyHash = Hmac.sha256Hex(request.body());
        if (!request.header("x-amz-content-sha256").orElse(bodyHash).equals(bodyHash)) {
            // the words are those of Amazon S3
            throw invalid("The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        String canonical = CanonicalRequest.of(request, authorization.signedHeaders(), bodyHash);
        String toSign = String.join(
                "\n",
                Authorization.ALGORITHM,
                authorization.timestamp(),
                authorization.scope().text(),
                Hmac.sha256Hex(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] expected = Hmac.sha256(signingKey(authorization.scope(), credentials), toSign);
        byte[] sent = authorization.signature().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(HexFormat.of().formatHex(expected).getBytes(StandardCharsets.UTF_8), sent)) {
            throw invalid(noMatch());
        }
    }

    private byte[] signingKey(CredentialScope scope, Credentials credentials) {
        if (signingKeys.size() > MOST_CACHED_KEYS) {
            signingKeys.clear();
        }
        return signingKeys.computeIfAbsent(new Scope(credentials, scope.text()), any -> derive(scope, credentials));
    }

    private static byte[] derive(CredentialScope scope, Credentials credentials) {
        byte[] seed = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
        byte[] day = Hmac.sha256(seed, scope.date());
        byte[] region = Hmac.sha256(day, scope.region());
        byte[] service = Hmac.sha256(region, scope.service());
        return Hmac.sha256(service, "aws4_request");
    }

    private static String noMatch() {
        return "The request signature we calculated does not match the signature you provided. Check your"
                + " AWS Secret Access Key and signing method. Consult the service documentation for details.";
    }

    private static AwsException invalid(String message) {
        return new AwsException(ErrorCode.INVALID_SIGNATURE, message);
    }
}
