package dev.tumbler.standins.lambda;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Starts processes of functions. */
record SandboxLauncher(
        FunctionFiles files,
        Runtimes runtimes,
        FunctionSurroundings surroundings,
        Vertx vertx,
        Executor blocking,
        SandboxClock clock,
        Supplier<Optional<Isolation>> isolation) {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSS").withZone(ZoneOffset.UTC);
    private static final int STREAM_DIGITS = 8;

    /** A process that is starting; it is ready for an invocation at once and takes it when it can. */
    CompletionStage<Sandbox> launch(LambdaFunction function) {
        String stream =
                MOMENT.format(clock.now()) + "-" + UUID.randomUUID().toString().substring(0, STREAM_DIGITS) + ".log";
        FunctionLog log = FunctionLog.create(files.log(function.id()), stream);
        Sandbox sandbox = new Sandbox(function, vertx, blocking, clock, log);
        return RuntimeApi.listen(vertx, sandbox)
                .toCompletionStage()
                .thenApplyAsync(api -> start(function, sandbox, api, log), blocking);
    }

    private Path code(LambdaFunction function) {
        return function.code() instanceof FunctionCode.Folder folder
                ? folder.path()
                : files.code(function.id(), (FunctionCode.Zipped) function.code());
    }

    private List<String> isolated(List<String> command, Path code) {
        Optional<Isolation> namespaces = isolation.get();
        try {
            return namespaces.isPresent() ? namespaces.get().around(command, code) : command;
        } catch (IOException failure) {
            throw new UncheckedIOException("the code of a function cannot be read", failure);
        }
    }

    private Sandbox start(LambdaFunction function, Sandbox sandbox, RuntimeApi api, FunctionLog log) {
        try {
            Path code = code(function);
            List<String> command = isolated(runtimes.command(function, code), code);
            String stream = log.file().getFileName().toString();
            sandbox.attach(
                    api,
                    FunctionProcess.start(
                            command,
                            FunctionEnvironment.of(function, code, api.address(), stream, surroundings),
                            code,
                            log.file()));
            return sandbox;
        } catch (RuntimeException failure) {
            api.close();
            throw failure;
        }
    }
}
