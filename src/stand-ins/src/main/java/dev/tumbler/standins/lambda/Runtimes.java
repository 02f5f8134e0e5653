package dev.tumbler.standins.lambda;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How code of each runtime is started: always by a program that speaks the Lambda Runtime API. */
final class Runtimes {
    private static final List<String> OFFERED = List.of(
            "nodejs18.x",
            "nodejs20.x",
            "nodejs22.x",
            "nodejs24.x",
            "python3.9",
            "python3.10",
            "python3.11",
            "python3.12",
            "python3.13",
            "python3.14",
            "java17",
            "java21",
            "java25",
            "provided.al2",
            "provided.al2023");

    private static final String JAVA = "java";
    private static final String PYTHON = "python";
    private static final String NODE = "nodejs";

    /** One class of each jar that AWS's runtime interface client for Java needs. */
    private static final List<String> CLASSES_OF_JAVA_CLIENT = List.of(
            "com/amazonaws/services/lambda/runtime/api/client/AWSLambda.class",
            "com/amazonaws/services/lambda/runtime/Context.class",
            "com/amazonaws/services/lambda/runtime/serialization/PojoSerializer.class",
            "software/amazon/awssdk/utilslite/SdkInternalThreadLocal.class");

    /** Of the memory that a Java function has, this part is its heap, as in AWS. */
    private static final double HEAP = 0.85;

    private final FunctionFiles files;
    private final Jdks jdks = new Jdks();

    /** Programs that were tried once and do what they say. */
    private final Set<String> works = ConcurrentHashMap.newKeySet();

    Runtimes(FunctionFiles files) {
        this.files = files;
    }

    static String checked(String runtime) {
        if (!OFFERED.contains(runtime)) {
            throw LambdaErrors.invalid("Value " + runtime
                    + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: " + OFFERED
                    + " or be a valid ARN");
        }
        return runtime;
    }

    /** The command line; fails with {@link NoEntrypoint} where there is nothing to start. */
    List<String> command(LambdaFunction function, Path code) {
        FunctionSettings settings = function.settings();
        String runtime = settings.runtime().orElseThrow();
        if (runtime.startsWith(JAVA)) {
            return java(settings, Integer.parseInt(runtime.substring(JAVA.length())));
        }
        if (runtime.startsWith(PYTHON)) {
            return List.of(python(runtime), "-u", files.client("client.py").toString(), settings.handler());
        }
        if (runtime.startsWith(NODE)) {
            return List.of(
                    onPath("node"),
                    "--max-old-space-size=" + settings.memoryMegabytes(),
                    files.client("client.mjs").toString(),
                    settings.handler());
        }
        return List.of(bootstrap(code));
    }

    private static String bootstrap(Path code) {
        Path bootstrap = code.resolve("bootstrap");
        if (!Files.exists(bootstrap)) {
            throw new NoEntrypoint("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
        }
        return bootstrap.toString();
    }

    private List<String> java(FunctionSettings settings, int release) {
        Path java = jdks.fitting(release)
                .orElseThrow(() -> new NoEntrypoint("No Java " + release + " or newer is installed on this machine"));
        return List.of(
                java.toString(),
                "-Xmx" + Math.round(settings.memoryMegabytes() * HEAP) + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                // AWS's client brings a native library
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                CLASSES_OF_JAVA_CLIENT.stream().map(Runtimes::jarWith).collect(Collectors.joining(File.pathSeparator)),
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                settings.handler());
    }

    /** The jar on this process's own class path. */
    private static String jarWith(String resource) {
        URL url = Optional.ofNullable(Runtimes.class.getClassLoader().getResource(resource))
                .orElseThrow(() -> new IllegalStateException("no jar with " + resource));
        String jar = url.toString().substring("jar:".length()).replaceFirst("!/.*", "");
        return Path.of(URI.create(jar)).toString();
    }

    /** The very version, else whichever there is; some tools put commands on the path that only say what is missing. */
    private String python(String runtime) {
        return find(runtime)
                .filter(works::contains)
                .or(() -> find(runtime).filter(Runtimes::works).map(this::remember))
                .or(() -> find("python3"))
                .orElseThrow(() -> notInstalled("python3"));
    }

    private String remember(String program) {
        works.add(program);
        return program;
    }

    private static boolean works(String program) {
        try {
            ProcessBuilder trial = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            trial.environment().keySet().retainAll(FunctionEnvironment.OF_THE_MACHINE);
            return trial.start().waitFor() == 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(program + " cannot be started", failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while trying " + program, failure);
        }
    }

    private static String onPath(String program) {
        return find(program).orElseThrow(() -> notInstalled(program));
    }

    private static NoEntrypoint notInstalled(String program) {
        return new NoEntrypoint(program + " is not installed on this machine");
    }

    private static Optional<String> find(String program) {
        Stream<String> folders = Arrays.stream(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator));
        return folders.map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** There is nothing to start; the message goes into the answer to the invocation. */
    static final class NoEntrypoint extends RuntimeException {
        NoEntrypoint(String message) {
            super(message);
        }
    }
}
