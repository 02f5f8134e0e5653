package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a server is run. Settings stand on the command line, where no file and no user can override them. */
final class PostgresSettings {
    private static final Map<String, String> ALWAYS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            // a socket's path may have about a hundred bytes, and a data folder's may have more
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            // several servers share one machine
            Map.entry("shared_buffers", "32MB"),
            Map.entry("max_connections", "100"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            // a statement may hold a password: neither it nor the context of a failure is written down
            Map.entry("log_statement", "none"),
            Map.entry("log_min_error_statement", "panic"),
            Map.entry("log_error_verbosity", "terse"));

    private PostgresSettings() {}

    static List<String> arguments(ServerFolder folder, Server server) {
        Map<String, String> settings = new TreeMap<>(ALWAYS);
        settings.put("port", Integer.toString(server.port()));
        settings.put("cluster_name", server.resourceId());
        List<String> arguments = new ArrayList<>(List.of("-D", folder.data().toString()));
        settings.forEach((name, value) -> {
            arguments.add("-c");
            arguments.add(name + "=" + value);
        });
        return arguments;
    }
}
