package dev.tumbler.router.cli;

import dev.tumbler.standins.lambda.ColdStarts;
import dev.tumbler.standins.lambda.FunctionFailed;
import dev.tumbler.standins.lambda.FunctionSurroundings;
import dev.tumbler.standins.lambda.InstalledFunction;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * Measures how long deployed functions take to start and to answer, over the Lambda Runtime API and in fresh processes.
 *
 * <table>
 * <caption>What is measured</caption>
 * <tr><td>start</td><td>from the start of the process to its first request for an invocation</td></tr>
 * <tr><td>first answer</td><td>from the event to the answer, the first time in a process</td></tr>
 * <tr><td>later ones</td><td>the same for those that follow in the process: their median</td></tr>
 * <tr><td>memory</td><td>resident after the last answer: the median of the processes; 1 MB is 1,048,576 bytes</td></tr>
 * </table>
 *
 * <p>GetRandomPassword does nothing outside its process. testSecret calls Secrets Manager twice and logs in at the database
 * of a router that is there for this. Beside them stand what any process costs here, {@code /bin/true} started in the same
 * way, and one login by a client that is warm.
 */
@Command(
        name = "cold",
        mixinStandardHelpOptions = true,
        description = "Measures how long deployed functions take to start and to answer, in fresh processes.")
final class BenchColdCommand implements Runnable {
    private static final byte[] NO_MEMBERS = "{}".getBytes(StandardCharsets.UTF_8);

    private final InstantSource clock;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--processes",
            paramLabel = "N",
            converter = Count.class,
            defaultValue = "10",
            description = "Fresh processes of each function; ${DEFAULT-VALUE} if not given.")
    private int processes;

    @Option(
            names = "--invocations",
            paramLabel = "N",
            converter = Count.class,
            defaultValue = "200",
            description = "Invocations of each process after its first; ${DEFAULT-VALUE} if not given.")
    private int invocations;

    @Option(
            names = "--functions",
            paramLabel = "DIR",
            description = "Where functions were built; this tree's own if not given. Several folders are compared.")
    private List<Path> functions = List.of();

    @Option(
            names = "--python",
            paramLabel = "DIR",
            description = "The folder of AWS's lambda_function.py for PostgreSQL and a single user, to be compared.")
    private Optional<Path> python = Optional.empty();

    BenchColdCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void run() {
        List<FunctionZip> zips = FunctionZip.in(
                functions.isEmpty() ? List.of(SourceTree.ofLauncher().at("functions")) : functions);
        try (ThrowawayRouter router = new ThrowawayRouter();
                SqlLogin login = new SqlLogin(DemoInstance.ENGINE)) {
            router.start();
            Surroundings surroundings = new Surroundings(router.aws().endpoint());
            try (ColdStarts starts = new ColdStarts(router.subfolder("cold"), LocalAws.REGION, surroundings, clock)) {
                measure(zips, router, login, starts);
            }
        } catch (FunctionFailed failure) {
            throw new PlainFailure(failure.getMessage(), failure);
        }
    }

    private void measure(List<FunctionZip> zips, ThrowawayRouter router, Login login, ColdStarts starts) {
        DemoInstance instance = new DemoInstance(router.aws());
        instance.create();
        DBInstance database = instance.awaitAvailable();
        MasterCredentials user =
                instance.credentials(database.masterUserSecret().secretArn());
        PendingSecret secret = new PendingSecret(router.aws(), database, user);
        ColdRun run = new ColdRun(starts, () -> logIn(login, database, user), invocations);
        FunctionZip rotation =
                zips.stream().filter(FunctionZip::rotates).findFirst().orElseThrow();
        secret.rotateBy(rotation.unpacked(router.subfolder("deployed")), rotation.path());
        for (FunctionZip zip : zips) {
            InstalledFunction function = zip.unpacked(router.subfolder("code" + zips.indexOf(zip)));
            run.add(new ColdFigures(function, zip.size(), zip.rotates() ? secret.testEvent() : NO_MEMBERS));
        }
        addPython(run, secret, router.aws().endpoint());
        run.repeat(processes);
        run.print(command.commandLine().getOut(), database.engine() + " " + database.engineVersion());
    }

    /** Left out, with the reason, where it cannot be run here. */
    private void addPython(ColdRun run, PendingSecret secret, URI endpoint) {
        PrintWriter out = command.commandLine().getOut();
        if (python.isEmpty()) {
            out.println("AWS's Python function is left out: --python names no folder");
            return;
        }
        Map<String, String> environment = Map.of("SECRETS_MANAGER_ENDPOINT", endpoint.toString());
        InstalledFunction function = InstalledFunction.python(
                PendingSecret.TEST + " of AWS", python.get().toAbsolutePath(), environment);
        try {
            run.add(new ColdFigures(function, "", secret.testEvent()));
        } catch (FunctionFailed failure) {
            out.println("AWS's Python function is left out: " + failure.getMessage());
        }
    }

    private static Duration logIn(Login login, DBInstance database, MasterCredentials user) {
        long began = System.nanoTime();
        Login.Outcome outcome =
                login.attempt(database.endpoint().address(), database.endpoint().port(), user);
        if (outcome instanceof Login.Outcome.Refused refused) {
            throw new PlainFailure("the database refused a login: " + refused.sqlState());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** The router, as a function finds it. */
    private record Surroundings(URI endpoint) implements FunctionSurroundings {
        @Override
        public AccessKey accessKey(String role, String function) {
            return new AccessKey(LocalAws.ACCESS_KEY, LocalAws.SECRET_KEY);
        }
    }
}
