package dev.tumbler.router.local;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Which S3 restores read from.
 *
 * @param endpoint where it answers; if not given, where AWS's settings on this machine say
 */
public record S3Source(Optional<URI> endpoint) {
    private static final String AWS = "aws";

    /** Nothing can be restored from this S3. */
    public static final class Unusable extends RuntimeException {
        Unusable(String message) {
            super(message);
        }
    }

    /** Reads what {@link #toString} writes. Fails with an {@link IllegalArgumentException} if it is neither of the two. */
    public static S3Source of(String text) {
        if (text.equals(AWS)) {
            return new S3Source(Optional.empty());
        }
        URI endpoint = URI.create(text);
        boolean web = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
        if (!web || endpoint.getHost() == null || endpoint.getUserInfo() != null) {
            throw new IllegalArgumentException("S3 is aws, or an address like http://127.0.0.1:9000");
        }
        return new S3Source(Optional.of(endpoint));
    }

    /**
     * Refuses to ask this router itself, to which {@code ./tumbler env} leads every client of the same shell.
     *
     * @param resolved where S3 would be asked, whichever setting says so
     */
    static void requireElsewhere(URI resolved, URI router) {
        if (resolved.getPort() == router.getPort() && isLoopback(resolved.getHost())) {
            throw new Unusable(
                    "buckets would be looked for at " + resolved.getScheme() + "://"
                            + resolved.getHost() + ":" + resolved.getPort()
                            + ", which is this router itself: unset AWS_ENDPOINT_URL, or say in AWS_ENDPOINT_URL_S3 where S3 is");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException elsewhere) {
            return false;
        }
    }

    @Override
    public String toString() {
        return endpoint.map(URI::toString).orElse(AWS);
    }
}
