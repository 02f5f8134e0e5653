package dev.tumbler.router.cli;

import dev.tumbler.router.local.LocalConfig;
import dev.tumbler.router.local.S3Source;
import io.quarkus.runtime.LaunchMode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Serves until it is stopped. */
@Command(
        name = "up",
        description =
                "Serves Secrets Manager, RDS, KMS, Lambda, EventBridge and STS on this machine until Ctrl-C or SIGTERM.",
        footer = {
            "",
            "It prints 'ready http://127.0.0.1:PORT' when calls are answered.",
            "",
            "Set the environment variable TUMBLER_PASSPHRASE to lock the root key in the",
            "data folder: at the first start of the folder, and at every later one."
        })
final class UpCommand implements Runnable {
    private final Router router;

    @Spec
    private CommandSpec command;

    @Mixin
    private AddressOptions options;

    @Option(
            names = "--clock",
            paramLabel = "MOMENT",
            converter = Moment.class,
            description =
                    "What the router's clock shows at this start, written like 2026-01-01T00:00:00Z. It wins over what the"
                            + " data folder keeps, and is kept there from then on. If not given, the clock goes on from what"
                            + " is kept, else from the machine's time. './tumbler clock' sets it ahead or resets it; see its"
                            + " help for what a clock that goes back means.")
    private Optional<Instant> clock = Optional.empty();

    @Option(
            names = "--quotas",
            paramLabel = "aws",
            description =
                    "Hold callers to the request rates that AWS documents for Secrets Manager; without it there are"
                            + " none.")
    private LocalConfig.Quotas quotas = LocalConfig.Quotas.NONE;

    @Option(
            names = "--s3",
            paramLabel = "aws|URL",
            converter = S3.class,
            description = "Restore from buckets in S3 rather than from folders: 'aws' for AWS's, else the address of"
                    + " what speaks as S3 does. AWS's usual settings tell the region and the credentials.")
    private Optional<S3Source> s3 = Optional.empty();

    @Option(
            names = "--functions",
            description =
                    "Rehearse a deployment: every operation by a process of the function that is deployed to AWS for"
                            + " it, from the zips that './mvnw package' makes. It takes --table and --table-endpoint, and goes"
                            + " without --clock: the functions go by the machine's time, and so does the router then.")
    private boolean rehearsal;

    @Option(
            names = "--any-region",
            description = "Answer calls for regions that AWS does not have too, as parts of the partition aws.")
    private boolean anyRegion;

    @Option(names = "--memory", description = "Keep nothing: secrets and databases are gone when the router stops.")
    private boolean memory;

    @Mixin
    private Places places = new Places();

    /** The folder, and for the secrets a table. */
    static final class Places {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "The folder that keeps secrets and databases; ~/.tumbler if not given.")
        private Optional<Path> data = Optional.empty();

        @Option(
                names = "--table",
                paramLabel = "NAME",
                converter = TableName.class,
                description = "Keep secrets in this DynamoDB table rather than in the folder. It is made if it is not"
                        + " there; AWS's usual settings tell the region and the credentials.")
        private Optional<String> table = Optional.empty();

        @Option(
                names = "--table-endpoint",
                paramLabel = "URL",
                converter = WebAddress.class,
                description = "Where the DynamoDB of --table answers, if it is not AWS's: DynamoDB Local, for one.")
        private Optional<URI> tableEndpoint = Optional.empty();

        boolean isElsewhere() {
            return table.isPresent() && tableEndpoint.isPresent();
        }

        /** What is given and makes no sense with the rest; empty if all is well. */
        Optional<String> contradiction(boolean memory) {
            if (memory && (data.isPresent() || table.isPresent() || tableEndpoint.isPresent())) {
                return Optional.of("--memory keeps nothing, so it goes without --data, --table and --table-endpoint");
            }
            if (tableEndpoint.isPresent() && table.isEmpty()) {
                return Optional.of("--table-endpoint says where the table is that --table names, so it takes --table");
            }
            return data.filter(folder -> folder.toString().isEmpty()).map(empty -> "--data names no folder");
        }

        Map<String, String> settings() {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put(
                    "tumbler.data",
                    DataFolder.prepare(data.orElseGet(DataFolder::usual)).toString());
            table.ifPresent(name -> settings.put("tumbler.table", name));
            tableEndpoint.ifPresent(url -> settings.putAll(elsewhere(url)));
            return settings;
        }

        /** What is not AWS has no regions, and the client wants one all the same. */
        private static Map<String, String> elsewhere(URI url) {
            return Map.of(
                    "quarkus.dynamodb.endpoint-override", url.toString(), "quarkus.dynamodb.aws.region", "us-east-1");
        }
    }

    UpCommand(Router router) {
        this.router = router;
    }

    @Override
    public void run() {
        places.contradiction(memory).ifPresent(why -> {
            throw new ParameterException(command.commandLine(), why);
        });
        ListenAddress address = checked(options.address().onlyLoopback());
        router.run(
                settings(address),
                new StartFailure(address),
                command.commandLine().getErr());
    }

    /** Live reload comes here again while it holds the port itself. */
    private static ListenAddress checked(ListenAddress address) {
        return LaunchMode.current() == LaunchMode.DEVELOPMENT ? address : address.onlyFree();
    }

    private Map<String, String> settings(ListenAddress address) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.http.host", address.host());
        settings.put("quarkus.http.port", Integer.toString(address.port()));
        clock.ifPresent(moment -> settings.put("tumbler.clock", moment.toString()));
        if (quotas != LocalConfig.Quotas.NONE) {
            settings.put("tumbler.quotas", quotas.name());
        }
        s3.ifPresent(source -> settings.put("tumbler.s3", source.toString()));
        if (anyRegion) {
            settings.put("tumbler.any-region", "true");
        }
        settings.putAll(rehearsal ? rehearsed() : Map.of());
        settings.putAll(memory ? Map.of("tumbler.memory", "true") : places.settings());
        return settings;
    }

    /** The functions share the table, and tell the time by the machine. */
    private Map<String, String> rehearsed() {
        if (!places.isElsewhere() || clock.isPresent()) {
            throw new ParameterException(
                    command.commandLine(), "--functions takes --table and --table-endpoint, and goes without --clock");
        }
        return Map.of(
                "tumbler.functions", DeployedZips.of(SourceTree.ofLauncher()).toString());
    }

    /** AWS's S3, or the address of another. */
    static final class S3 implements ITypeConverter<S3Source> {
        @Override
        public S3Source convert(String text) {
            try {
                return S3Source.of(text);
            } catch (IllegalArgumentException neither) {
                throw new TypeConversionException("it is aws, or an address like http://127.0.0.1:9000");
            }
        }
    }
}
