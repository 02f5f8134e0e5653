package dev.tumbler.router.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what went over the event bus of a running router. */
@Command(
        name = "events",
        description = "Prints the last events on the bus of a running router, one JSON object a line.")
final class EventsCommand implements Runnable {

    @Spec
    private CommandSpec command;

    @Mixin
    private AddressOptions address;

    @Mixin
    private RouterToken token;

    @Option(names = "--follow", description = "Goes on with the events that come, until it is stopped.")
    private boolean follow;

    @Option(names = "--rule", paramLabel = "NAME", description = "Only the events that this rule matched.")
    private Optional<String> rule = Optional.empty();

    @Override
    public void run() {
        URI endpoint = address.endpoint();
        LocalResource events =
                new LocalResource(endpoint, token.at(endpoint), "/_tumbler/events?follow=" + follow + wantedRule());
        // no time-out: whoever follows may wait for long until the first event comes
        HttpRequest request = events.request().GET().build();
        try {
            print(events.lines(request).iterator());
            if (follow) {
                command.commandLine().getErr().println("tumbler: the router has stopped");
            }
        } catch (UncheckedIOException cut) {
            throw new PlainFailure("the router has stopped", cut);
        }
    }

    private String wantedRule() {
        return rule.map(name -> "&rule=" + written(name) + "&region=" + written(LocalAws.REGION))
                .orElse("");
    }

    private static String written(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Ends also when nobody reads any more. */
    private void print(Iterator<String> events) {
        PrintWriter out = command.commandLine().getOut();
        while (!out.checkError() && events.hasNext()) {
            out.println(events.next());
        }
    }
}
