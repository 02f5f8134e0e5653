package dev.tumbler.router.cli;

import dev.tumbler.router.local.LocalEndpoint;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A router of a command's own, on a free port and in a folder that goes with it. */
final class ThrowawayRouter implements AutoCloseable {
    private final ListenAddress address = ListenAddress.anyFree();
    private final LocalAws aws = LocalAws.at(LocalEndpoint.uri(address.host(), address.port()));
    private final Path folder;
    private RouterProcess process;

    ThrowawayRouter() {
        try {
            folder = Files.createTempDirectory("tumbler");
        } catch (IOException failure) {
            throw new PlainFailure("cannot make a folder for a router: " + failure.getMessage(), failure);
        }
    }

    LocalAws aws() {
        return aws;
    }

    /** Starts it, the first time or after its end, and waits until it answers. */
    void start() {
        process = RouterProcess.start(address, folder);
        process.awaitAnswer(aws);
    }

    /** A folder that goes with the router's own. */
    Path subfolder(String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException failure) {
            throw new PlainFailure("cannot make a folder: " + failure.getMessage(), failure);
        }
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        if (process != null) {
            process.stop();
        }
        aws.close();
        Vertx vertx = Vertx.vertx();
        vertx.fileSystem().deleteRecursiveBlocking(folder.toString());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public String toString() {
        return aws.endpoint() + ", process " + process.pid() + ", data in " + folder;
    }
}
