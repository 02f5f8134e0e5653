package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a server is run. Settings stand on the command line; no file is read, and nobody but the superuser may change them. */
final class MariaDbSettings {
    private static final String NOWHERE = "/dev/null";

    private static final List<String> ALWAYS = List.of(
            "--bind-address=127.0.0.1",
            // none: a socket's path may have about a hundred bytes, and a data folder's may have more
            "--socket=",
            "--skip-name-resolve",
            "--innodb-flush-log-at-trx-commit=1",
            // what MySQL 8 has, and MariaDB from its next major version on
            "--character-set-server=utf8mb4",
            "--default-time-zone=+00:00",
            // several servers share one machine
            "--innodb-buffer-pool-size=32M",
            "--innodb-log-file-size=16M",
            "--aria-pagecache-buffer-size=8M",
            "--key-buffer-size=8M",
            "--max-connections=100",
            "--table-open-cache=400",
            // a statement may hold a password: none is written down
            "--skip-general-log",
            "--skip-slow-query-log",
            // no table has a file elsewhere, whatever CREATE TABLE says of a DATA DIRECTORY
            "--skip-symbolic-links",
            // nothing can be in there, not even for root: no file is read or written by SQL, and no library loaded
            "--secure-file-priv=" + NOWHERE,
            "--plugin-dir=" + NOWHERE);

    private MariaDbSettings() {}

    /** What stands first on the command line of every server with its data there, and nowhere else. */
    static List<String> first(Path data) {
        return List.of("--no-defaults", "--datadir=" + data);
    }

    static List<String> server(Path programs, ServerCertificate tls, ServerFolder folder, Server server) {
        List<String> line = program(programs, folder.data(), folder.root().resolve("tmp"));
        line.addAll(ALWAYS);
        line.addAll(List.of(
                "--port=" + server.port(),
                "--init-file=" + MariaDbData.firstStatements(folder),
                "--ssl-cert=" + tls.certificate(),
                "--ssl-key=" + tls.key(),
                "--pid-file=server.pid"));
        return line;
    }

    /** The server's program without a network, which runs statements and ends; this makes data. */
    static List<String> bootstrap(Path programs, Path data, Path temporary) {
        List<String> line = program(programs, data, temporary);
        line.addAll(List.of("--bootstrap", "--innodb-log-file-size=16M", "--log-warnings=0"));
        return line;
    }

    private static List<String> program(Path programs, Path data, Path temporary) {
        List<String> line = new ArrayList<>(OrdinaryUser.withoutPowers("MariaDB"));
        line.add(programs.resolve("bin/mariadbd").toString());
        line.addAll(first(data));
        line.addAll(List.of(
                "--basedir=" + programs,
                "--lc-messages-dir=" + programs.resolve("share"),
                "--character-sets-dir=" + programs.resolve("share/charsets"),
                "--tmpdir=" + temporary));
        if (Command.runsAsRoot()) {
            // without this it refuses to run as root
            line.add("--user=root");
        }
        return line;
    }
}
