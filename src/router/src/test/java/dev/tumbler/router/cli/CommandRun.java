package dev.tumbler.router.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** One command line, run without Quarkus, and what came of it. */
record CommandRun(int exitCode, String out, String err, Map<String, String> settings) {

    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Map<String, String> settings = new LinkedHashMap<>();
        CommandLine command = Tumbler.commandLine(
                        (given, startFailure, messages) -> settings.putAll(given), InstantSource.system())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return new CommandRun(command.execute(arguments), out.toString(), err.toString(), settings);
    }
}
