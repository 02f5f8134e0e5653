package dev.tumbler.standins.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Runs functions in namespaces of their own, where Linux lets this user have them. There a function sees no other process,
 * ends with all that it has started, and finds neither the hidden folder nor the keys in the user's home. Elsewhere it runs
 * as this user and can read what this user can.
 */
final class Isolation {
    private static final Logger LOG = Logger.getLogger(Isolation.class);
    private static final int PATIENCE_SECONDS = 10;

    /** Where Debian, Alpine and others keep the certificates of authorities. */
    private static final Path BUNDLE = Path.of("/etc/ssl/certs/ca-certificates.crt");

    /** Where Amazon Linux keeps them. */
    private static final Path CERTIFICATES = Path.of("/etc/pki/tls/cert.pem");

    private static final Pattern NAME_FOR_OVERLAY = Pattern.compile("[^:,\\\\]+");
    private static final List<String> UNSHARE =
            List.of("unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork", "--kill-child");

    /** The trial: the folder is hidden, and what is kept is there. */
    private static final String TRIAL =
            """
            if [ -e "$1" ] || ! [ -e "$2" ]; then exit 1; fi
            if [ -r /etc/pki/tls/cert.pem ]; then echo bundle; fi
            """;

    private final List<String> prefix;
    private final Path clients;
    private final Path hidden;

    private Isolation(List<String> prefix, Path clients, Path hidden) {
        this.prefix = prefix;
        this.clients = clients;
        this.hidden = hidden;
    }

    /** Tries it once, and logs what came of it. It blocks. */
    static Optional<Isolation> tried(FunctionFiles files, Optional<Path> hidden) {
        try {
            Optional<Isolation> isolation = hidden.isPresent() && Files.isDirectory(Path.of("/proc/self"))
                    ? tried(files, hidden.get().toRealPath())
                    : Optional.empty();
            if (isolation.isEmpty() && hidden.isPresent()) {
                LOG.warn("Functions run as this user and can read its files: this machine allows no namespaces");
            }
            return isolation;
        } catch (IOException failure) {
            throw new UncheckedIOException("the folder of functions cannot be used", failure);
        }
    }

    private static Optional<Isolation> tried(FunctionFiles files, Path hidden) throws IOException {
        if (Path.of(System.getProperty("user.home")).startsWith(hidden)) {
            return Optional.empty();
        }
        Path stage = Files.createDirectories(files.isolation().resolve("stage")).toRealPath();
        Path script = FunctionFiles.written("isolate.sh", stage.getParent());
        Path clients = Files.createDirectories(files.clients()).toRealPath();
        String layer = layer(stage.getParent());
        // a container may forbid a /proc of one's own; then it shows the processes of the machine
        for (List<String> proc : List.of(List.of("--mount-proc"), List.<String>of())) {
            List<String> prefix = new ArrayList<>(UNSHARE);
            prefix.addAll(proc);
            prefix.addAll(shell(script, stage, hidden, layer, clients));
            Isolation isolation = new Isolation(List.copyOf(prefix), clients, hidden);
            if (isolation.works(stage)) {
                return Optional.of(isolation);
            }
        }
        return Optional.empty();
    }

    /** What is laid over {@code /etc}; empty where nothing is missing there or its place has no name for an overlay. */
    private static String layer(Path folder) throws IOException {
        Path layer = folder.resolve("etc");
        boolean isMissing = Files.isReadable(BUNDLE) && !Files.exists(CERTIFICATES);
        if (!isMissing || !NAME_FOR_OVERLAY.matcher(layer.toString()).matches()) {
            return "";
        }
        Path link = layer.resolve(Path.of("/etc").relativize(CERTIFICATES));
        Files.createDirectories(link.getParent());
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, BUNDLE);
        }
        return layer.toString();
    }

    private static List<String> shell(Path script, Path stage, Path hidden, String layer, Path clients)
            throws IOException {
        Path self = Path.of("/proc/self");
        return List.of(
                "/bin/sh",
                script.toString(),
                Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin:/usr/bin:/sbin:/bin",
                String.valueOf(Files.getAttribute(self, "unix:uid")),
                String.valueOf(Files.getAttribute(self, "unix:gid")),
                stage.toString(),
                hidden.toString(),
                layer,
                System.getProperty("user.home"),
                clients.toString());
    }

    private boolean works(Path stage) throws IOException {
        Path log = Files.createTempFile(stage.getParent(), "trial", ".log");
        List<String> trial = List.of("/bin/sh", "-c", TRIAL, "trial", stage.toString(), clients.toString());
        FunctionProcess process =
                FunctionProcess.start(around(trial, clients), FunctionEnvironment.ofTheMachine(), clients, log);
        try {
            int status = process.ended()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            return report(status, Files.readString(log));
        } catch (CompletionException late) {
            LOG.debug("The trial of namespaces does not end", late);
            return false;
        } finally {
            process.kill();
            Files.deleteIfExists(log);
        }
    }

    private boolean report(int status, String said) {
        if (status != 0) {
            LOG.debugf("The trial of namespaces ended with %d: %s", status, said);
            return false;
        }
        LOG.infof(
                "Functions run in namespaces of their own, which hide %s%s",
                hidden, said.contains("bundle") ? "" : "; /etc/pki/tls/cert.pem is not there for them");
        return true;
    }

    /**
     * The command line that runs a command in namespaces of its own.
     *
     * @param code its folder, which stays visible
     */
    List<String> around(List<String> command, Path code) throws IOException {
        Path real = code.toRealPath();
        List<String> all = new ArrayList<>(prefix);
        all.add(real.startsWith(hidden) ? real.toString() : hidden.toString());
        all.addAll(command);
        return all;
    }
}
