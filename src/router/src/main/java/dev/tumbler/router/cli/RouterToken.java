package dev.tumbler.router.cli;

import dev.tumbler.router.local.LocalToken;
import dev.tumbler.router.local.RunningRouters;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command finds the token that local calls of a router carry. */
final class RouterToken {
    static final String VARIABLE = "TUMBLER_TOKEN";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The data folder of the router, where its token is. Needed only for a router that another user"
                            + " started, or that is reached through a tunnel or a container; the environment variable "
                            + VARIABLE + " may hold the token instead.")
    private Optional<Path> data = Optional.empty();

    /** Empty where this machine has none for the router at this address. */
    Optional<String> at(URI endpoint) {
        return data.map(RouterToken::required).or(() -> found(endpoint, System.getenv()));
    }

    private static String required(Path folder) {
        return LocalToken.read(folder)
                .orElseThrow(() -> new PlainFailure("there is no file " + folder.resolve(LocalToken.NAME)
                        + " that you may read; --data names the folder of a router that runs"));
    }

    static Optional<String> found(URI endpoint, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .or(() -> RunningRouters.of(environment)
                        .find(host(endpoint), endpoint.getPort())
                        .flatMap(router -> LocalToken.read(router.folder())));
    }

    private static String host(URI endpoint) {
        return endpoint.getHost().replace("[", "").replace("]", "");
    }
}
