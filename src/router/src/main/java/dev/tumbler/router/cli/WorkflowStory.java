package dev.tumbler.router.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** A database user whose password a workflow rotates, and what becomes of it when the database refuses. */
final class WorkflowStory {
    private static final String USER = "orders_app";
    private static final String SECRET = "orders-app";
    private static final String FIRST_PASSWORD = "the-first-one-1";

    private final Narration narration;
    private final Progress progress;
    private final LocalAws aws;
    private final DemoInstance instance;
    private final SqlLogin database;
    private final ToldLogins logins;
    private final WorkflowInterpreter interpreter;

    WorkflowStory(
            PrintWriter out, Progress progress, LocalAws aws, SqlLogin database, WorkflowInterpreter interpreter) {
        this.narration = new Narration(out);
        this.progress = progress;
        this.aws = aws;
        this.instance = new DemoInstance(aws);
        this.database = database;
        this.logins = new ToldLogins(database, narration::say);
        this.interpreter = interpreter;
    }

    /** Fails if a run ends otherwise than told. */
    void tell(DeployedSteps steps) {
        narration.title("Create a PostgreSQL instance, and in it the user " + USER + " with a secret of its own");
        instance.create();
        DBInstance server = progress.during("creating", instance::awaitAvailable);
        asMaster(server, "create role " + USER + " login password '" + FIRST_PASSWORD + "'");
        createSecret(server);
        narration.title("Create a Lambda function for each step, from functions/rotation/target/function.zip");
        Map<String, String> functions = progress.during("creating", () -> steps.create(aws));
        dryRun(functions, server);
        rotate(functions, server, "Rotate");
        fail(functions, server);
        asMaster(server, "alter role " + USER + " reset default_transaction_read_only");
        rotate(functions, server, "Let the database take changes again, and rotate once more");
    }

    private void createSecret(DBInstance server) {
        JsonObject value = new JsonObject()
                .put("engine", DemoInstance.ENGINE)
                .put("host", server.endpoint().address())
                .put("port", server.endpoint().port())
                .put("username", USER)
                .put("password", FIRST_PASSWORD);
        aws.secretsManager().createSecret(request -> request.name(SECRET).secretString(value.encode()));
        narration.say(credentials().toString());
    }

    private void dryRun(Map<String, String> functions, DBInstance server) {
        narration.title("Run the workflow dry: it logs in and changes nothing");
        MasterCredentials before = credentials();
        expect(true, run(functions, true));
        expectUnchanged(before);
        logins.expectAccepted(server, "the password", before);
    }

    private void rotate(Map<String, String> functions, DBInstance server, String title) {
        narration.title(title);
        MasterCredentials old = credentials();
        expect(true, run(functions, false));
        MasterCredentials fresh = credentials();
        narration.say(fresh.toString());
        logins.expectRefused(server, "the old password", old);
        logins.expectAccepted(server, "the new password", fresh);
    }

    private void fail(Map<String, String> functions, DBInstance server) {
        narration.title(
                "Let the database refuse changes by " + USER + ", and rotate: the workflow undoes what it has done");
        asMaster(server, "alter role " + USER + " set default_transaction_read_only = on");
        MasterCredentials before = credentials();
        expect(false, run(functions, false));
        expectUnchanged(before);
        logins.expectAccepted(server, "the password", before);
    }

    private boolean run(Map<String, String> functions, boolean dry) {
        JsonObject input = new JsonObject()
                .put("SecretId", SECRET)
                .put("ClientRequestToken", UUID.randomUUID().toString())
                .put("DryRun", dry);
        narration.say("input " + input.encode());
        return interpreter.run(aws, functions, input, line -> narration.say("  " + line));
    }

    private static void expect(boolean success, boolean succeeded) {
        if (success != succeeded) {
            throw new PlainFailure("the workflow should have " + (success ? "succeeded" : "failed"));
        }
    }

    private void expectUnchanged(MasterCredentials before) {
        boolean pending = aws
                .secretsManager()
                .describeSecret(request -> request.secretId(SECRET))
                .versionIdsToStages()
                .values()
                .stream()
                .anyMatch(labels -> labels.contains("AWSPENDING"));
        if (pending || !credentials().equals(before)) {
            throw new PlainFailure("the secret should be as it was before");
        }
        narration.say("the secret is as it was: " + before);
    }

    private MasterCredentials credentials() {
        return instance.credentials(SECRET);
    }

    private void asMaster(DBInstance server, String statement) {
        MasterCredentials master =
                instance.credentials(server.masterUserSecret().secretArn());
        database.execute(server.endpoint().address(), server.endpoint().port(), master, statement);
    }
}
