package dev.tumbler.router.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.waiters.RdsWaiter;

/** Makes a DB instance of a server that runs already. */
@Command(
        name = "attach",
        description = "Makes a DB instance of a database server that you run, so that its password can be managed.",
        footer = {
            "",
            "The user of the address becomes the master user. It changes its own password when",
            "RDS is to manage or rotate it, and nothing else is ever done on the server.",
            "",
            "A password on the command line is seen by everybody on this machine: set the",
            "environment variable TUMBLER_PASSWORD, or use --password-stdin.",
            "",
            "'aws rds delete-db-instance' forgets the server and removes its secret. The password",
            "stays as it was last: read the secret's value before."
        })
final class AttachCommand implements Runnable {
    private static final List<String> SCHEMES = List.of("postgres", "postgresql", "mysql", "mariadb");

    private final Map<String, String> environment;
    private final InputStream input;

    @Spec
    private CommandSpec command;

    @Mixin
    private AddressOptions router;

    @Parameters(
            paramLabel = "ADDRESS",
            description = "Like postgres://user@127.0.0.1:5432/orders, or with mysql or mariadb in front.")
    private String written;

    @Option(names = "--identifier", paramLabel = "NAME", required = true, description = "What to call the DB instance.")
    private String identifier;

    @Option(names = "--password-stdin", description = "Reads the user's password from the first line of its input.")
    private boolean passwordFromInput;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "The certificates of the server's authority, as PEM: the server's own is checked with them now and"
                            + " at every later login. It is not checked if not given.")
    private Path authority;

    AttachCommand(Map<String, String> environment, InputStream input) {
        this.environment = environment;
        this.input = input;
    }

    @Override
    public void run() {
        URI address = address();
        requireScheme(address);
        String[] user = address.getUserInfo().split(":", 2);
        String password = password(user);
        Optional<String> authorities = Optional.ofNullable(authority).map(AuthorityFile::read);
        try (LocalAws aws = LocalAws.at(router.endpoint())) {
            aws.requireIdentity();
            attach(aws.rds(), address, user[0], password, authorities);
            print(awaitAvailable(aws.rds()));
            if (authorities.isEmpty()) {
                warn(address);
            }
        } catch (RdsException refusal) {
            throw new PlainFailure(refusal.awsErrorDetails().errorMessage(), refusal);
        }
    }

    /** A refusal does not repeat what was written, for a password may be in it. */
    private URI address() {
        try {
            URI address = new URI(written);
            String user = Optional.ofNullable(address.getUserInfo()).orElse("");
            if (address.getScheme() != null && address.getHost() != null && !user.isEmpty() && !user.startsWith(":")) {
                return address;
            }
        } catch (URISyntaxException unreadable) {
            throw noAddress();
        }
        throw noAddress();
    }

    /** Before a password is asked for. */
    private void requireScheme(URI address) {
        if (!SCHEMES.contains(address.getScheme())) {
            throw misunderstood(
                    "there is no database server of the kind '" + address.getScheme() + "': an address begins with "
                            + SCHEMES.stream().map(each -> each + "://").collect(Collectors.joining(" or ")));
        }
    }

    private ParameterException noAddress() {
        return misunderstood("an address is written like postgres://user@127.0.0.1:5432/orders, and within a name or a"
                + " password @ is %40, : is %3A and / is %2F");
    }

    private String password(String... user) {
        if (passwordFromInput) {
            return firstLine();
        }
        return user.length == 2
                ? user[1]
                : Optional.ofNullable(environment.get("TUMBLER_PASSWORD"))
                        .orElseThrow(() -> misunderstood(
                                "say the user's password in TUMBLER_PASSWORD, or through --password-stdin"));
    }

    private String firstLine() {
        // not closed: whoever handed us the input does that
        try {
            return Optional.ofNullable(
                            new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine())
                    .orElseThrow(() -> misunderstood("there is no password in the input"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private ParameterException misunderstood(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private void attach(RdsClient rds, URI address, String user, String password, Optional<String> authorities) {
        Tag tag = Tag.builder()
                .key(StatusCommand.ATTACHED)
                .value(withoutPassword(address, user))
                .build();
        rds.createDBInstance(request -> request.dbInstanceIdentifier(identifier)
                .engine(address.getScheme().replace("postgresql", "postgres"))
                .dbInstanceClass("db.attached")
                .masterUserPassword(password)
                .caCertificateIdentifier(authorities.orElse(null))
                .tags(tag));
    }

    private static String withoutPassword(URI address, String user) {
        String port = address.getPort() == -1 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + user + "@" + address.getHost() + port + address.getPath();
    }

    private DBInstance awaitAvailable(RdsClient rds) {
        try (RdsWaiter waiter = DemoInstance.waiter(rds)) {
            return waiter.waitUntilDBInstanceAvailable(request -> request.dbInstanceIdentifier(identifier))
                    .matched()
                    .response()
                    .orElseThrow()
                    .dbInstances()
                    .get(0);
        }
    }

    private void warn(URI address) {
        if (TlsOffer.of(address).made()) {
            command.commandLine()
                    .getErr()
                    .println("tumbler: the certificate of " + address.getHost()
                            + " is not checked; name the authority's certificate with --ca FILE");
        }
    }

    private void print(DBInstance instance) {
        command.commandLine()
                .getOut()
                .println(instance.dbInstanceIdentifier() + " is " + instance.engine() + " " + instance.engineVersion()
                        + " at " + DemoInstance.address(instance).orElseThrow() + ", with the master user "
                        + instance.masterUsername());
    }
}
