package dev.tumbler.router.cli;

import dev.tumbler.router.local.LocalEndpoint;
import dev.tumbler.router.local.PassingFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A router of a command's own, on a free port and in a folder that goes with it, also when a signal ends the command. */
final class ThrowawayRouter implements AutoCloseable {
    private final ListenAddress address = ListenAddress.anyFree();
    private final LocalAws aws = LocalAws.at(LocalEndpoint.uri(address.host(), address.port()));
    private final PassingFolder folder;
    private final AtEnd end;
    private RouterProcess process;
    private boolean ended;

    ThrowawayRouter() {
        try {
            folder = PassingFolder.create();
        } catch (UncheckedIOException failure) {
            throw new PlainFailure("cannot make a folder for a router: " + failure.getMessage(), failure);
        }
        end = new AtEnd(this::end);
    }

    LocalAws aws() {
        return aws;
    }

    /** Starts it, the first time or after its end, and waits until it answers. */
    void start() {
        begin().awaitAnswer(aws);
    }

    private synchronized RouterProcess begin() {
        if (ended) {
            throw new PlainFailure("interrupted");
        }
        process = RouterProcess.start(address, folder.path());
        return process;
    }

    private synchronized void end() {
        ended = true;
        if (process != null) {
            process.stop();
        }
        folder.remove();
    }

    /** A folder that goes with the router's own. */
    Path subfolder(String name) {
        try {
            return Files.createDirectory(folder.path().resolve(name));
        } catch (IOException failure) {
            throw new PlainFailure("cannot make a folder: " + failure.getMessage(), failure);
        }
    }

    /** Ends it as {@code kill -9} does. */
    synchronized void kill() {
        process.kill();
    }

    @Override
    public void close() {
        end.close();
        aws.close();
    }

    @Override
    public synchronized String toString() {
        return aws.endpoint() + ", process " + process.pid() + ", data in " + folder.path();
    }
}
