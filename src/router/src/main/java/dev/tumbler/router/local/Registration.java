package dev.tumbler.router.local;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.jboss.logging.Logger;

/** This router among those that run: commands find it by its address, and its token, which is made before, by its folder. */
@Singleton
public class Registration {
    private static final Logger LOG = Logger.getLogger(Registration.class);

    private final LocalToken token;
    private volatile Runnable end = () -> {};

    @Inject
    Registration(LocalToken token) {
        this.token = token;
    }

    /** Without it commands work all the same where they are given the folder. */
    void open(URI endpoint) {
        String host = endpoint.getHost().replace("[", "").replace("]", "");
        RunningRouters.Found self =
                new RunningRouters.Found(ProcessHandle.current().pid(), token.folder());
        try {
            end = RunningRouters.of(System.getenv()).add(host, endpoint.getPort(), self);
        } catch (IOException failure) {
            LOG.warnf("Local commands need --data %s: %s", token.folder(), failure.getMessage());
        }
    }

    void close() {
        try {
            end.run();
        } catch (UncheckedIOException stays) {
            LOG.debugf(stays, "The next router removes it");
        }
    }
}
