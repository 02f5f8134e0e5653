package dev.tumbler.router.local;

import java.net.URI;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where this router answers, once it listens. */
public final class LocalEndpoint {
    private LocalEndpoint() {}

    static URI uri() {
        Config config = ConfigProvider.getConfig();
        return uri(
                config.getValue("quarkus.http.host", String.class),
                config.getValue("quarkus.http.port", Integer.class));
    }

    /** An IPv6 address stands in brackets in a URI. */
    public static URI uri(String host, int port) {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }
}
