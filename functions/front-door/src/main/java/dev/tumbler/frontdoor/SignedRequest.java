package dev.tumbler.frontdoor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as its signature covers it.
 *
 * @param path as it was sent, still encoded
 * @param query as it was sent, still encoded; empty where there is none
 * @param headers by name in lower case, each with its values in the order they came
 */
@SuppressWarnings("ArrayRecordComponent") // the body of one request, read by one verifier
public record SignedRequest(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }

    public SignedRequest withBody(byte[] all) {
        return new SignedRequest(method, path, query, headers, all);
    }

    /** The service that it says it is signed for; nothing is known yet of whether that is true. */
    public Optional<String> scopedService() {
        return Authorization.credential(this).map(CredentialScope::service).filter(name -> !name.isEmpty());
    }

    /** Whether its address holds its signature, so that a plain link could send it. */
    boolean isPresigned() {
        return Presigned.is(this);
    }
}
