package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.Server;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import dev.tumbler.domain.database.DatabaseServers.UnusableBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Loads dumps with MariaDB's own client. Every method works on the calling thread.
 *
 * <p>A dump may come from anywhere, so what runs it may do little: the client takes no commands but SQL, and its user has
 * rights on what the dump makes alone. That user is the master user, for whoever makes a view or a trigger is its definer for
 * ever. It has a password of its own here, is removed again when the dump is loaded, and made then as on any new server.
 */
final class MariaDbLoader {
    private static final Logger LOG = Logger.getLogger(MariaDbLoader.class);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int PASSWORD_BYTES = 20;

    /** What the client says of a statement that fails, after the statement. The rest may hold what stands in the dump. */
    private static final Pattern REFUSED =
            Pattern.compile("^ERROR (\\d+) \\((\\w{5})\\) at line (\\d+)", Pattern.MULTILINE);

    /** The client has lost the server, or the server ends or has no room left. */
    private static final Pattern NOT_THE_DUMPS = Pattern.compile("2\\d{3}|1021|1053|1927");

    private static final Set<String> DENIED = Set.of("1044", "1142", "1227", "1370");

    private final MariaDbBinaries binaries;
    private final MariaDbRdsadmin rdsadmin;
    private final RandomGenerator random;

    MariaDbLoader(MariaDbBinaries binaries, MariaDbRdsadmin rdsadmin, RandomGenerator random) {
        this.binaries = binaries;
        this.rdsadmin = rdsadmin;
        this.random = random;
    }

    void load(ServerFolder folder, Server server, Dump dump) throws IOException {
        String userName = server.restore().orElseThrow().owner();
        String password = newPassword();
        rdsadmin.admitLoader(server, userName, password).await().indefinitely();
        Path stage = folder.newLoadingStage();
        try {
            Path login = login(stage, server, userName, password);
            for (String key : dump.keys()) {
                LOG.infof("server %s loads %s", folder.label(), key);
                load(stage, command(login, server), key, dump);
            }
        } finally {
            FileTree.delete(stage);
        }
        rdsadmin.dismissLoader(server, userName).await().indefinitely();
    }

    private String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Where the client finds how to log in: others may see its command line. */
    private static Path login(Path stage, Server server, String userName, String password) throws IOException {
        Path login = Files.createFile(
                stage.resolve("client.cnf"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(
                login,
                List.of(
                        "[client]",
                        "protocol=tcp",
                        "host=127.0.0.1",
                        "port=" + server.port(),
                        "user=" + userName,
                        "password=" + password));
    }

    private List<String> command(Path login, Server server) {
        List<String> command = new ArrayList<>(List.of(
                binaries.client().toString(),
                "--defaults-file=" + login,
                "--skip-ssl",
                "--default-character-set=utf8mb4",
                "--max-allowed-packet=1G",
                // no commands of the client, and nothing of the machine's files
                "--binary-mode",
                "--sandbox",
                "--disable-local-infile"));
        server.databaseName().ifPresent(command::add);
        return command;
    }

    private static void load(Path stage, List<String> command, String key, Dump dump) throws IOException {
        Path statements = stage.resolve("statements.sql");
        Path log = stage.resolve("client.log");
        Files.deleteIfExists(statements);
        dump.copy(key, statements);
        SupervisedProcess client =
                SupervisedProcess.start(SupervisedProcess.reading(statements, command), MariaDb.SHUTDOWN, log);
        if (!client.endsWithin(LONGEST)) {
            client.stop();
            throw new UnusableBackup(key + " was not loaded within " + LONGEST);
        }
        if (client.status() != 0) {
            throw failed(key, client.status(), Files.readString(log));
        }
    }

    private static ServerException failed(String key, int status, String said) {
        return REFUSED.matcher(said)
                .results()
                .reduce((earlier, later) -> later)
                .map(refused -> refused(key, refused.group(1), refused.group(2), refused.group(3)))
                .orElseGet(() -> new ServerException(
                        "MariaDB's client ended with status " + status + " while it loaded " + key));
    }

    private static ServerException refused(String key, String error, String state, String line) {
        String words = "MariaDB refuses line " + line + " of " + key + " with error " + error + " (" + state + ")";
        if (NOT_THE_DUMPS.matcher(error).matches()) {
            return new ServerException(words);
        }
        return new UnusableBackup(
                DENIED.contains(error)
                        ? words
                                + ": a dump can make neither users and grants, nor what belongs to the databases mysql"
                                + " and sys, nor anything whose definer is not the master user"
                        : words);
    }
}
