package dev.tumbler.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;

/** Rotations of real databases' passwords against an endpoint that is not ours. */
class MotoRotationTest {
    private static final List<String> TOKENS =
            List.of("22222222-2222-4222-8222-222222222222", "33333333-3333-4333-8333-333333333333");

    private static Moto moto;
    private static SecretsManagerAsyncClient secretsManager;
    private static RotationFunction function;
    private static String functionArn;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Moto.installed(), "moto's server is not installed");
        moto = Moto.start();
        functionArn = moto.createFunction();
        secretsManager = moto.secretsManager();
        function = function();
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            secretsManager.close();
            moto.close();
        }
    }

    private static RotationFunction function() {
        List<DatabaseEngine> engines = List.of(
                new PostgresEngine(RealDatabase.VERTX),
                new MySqlEngine(RealDatabase.VERTX),
                new MariaDbEngine(RealDatabase.VERTX));
        return RotationFunction.over(secretsManager, new FakeRds(new Calls()), engines, Map.<String, String>of()::get);
    }

    @Test
    void aPostgresUserChangesItsOwnPassword() {
        RealPostgres.get().run("CREATE ROLE alone LOGIN PASSWORD 'first'");
        changesItsOwnPassword("postgres", RealPostgres.get());
    }

    @Test
    void aMariaDbUserChangesItsOwnPassword() {
        assumeTrue(RealMariaDb.reasonToSkip().isEmpty(), () -> RealMariaDb.reasonToSkip()
                .orElseThrow());
        RealMariaDb.get().run("CREATE USER alone IDENTIFIED BY 'first'");
        changesItsOwnPassword("mariadb", RealMariaDb.get());
    }

    @Test
    void twoPostgresUsersTakeTurns() {
        RealPostgres.get().run("CREATE ROLE shop LOGIN PASSWORD 'first'");
        takeTurns("postgres", RealPostgres.get());
    }

    @Test
    void twoMariaDbUsersTakeTurns() {
        assumeTrue(RealMariaDb.reasonToSkip().isEmpty(), () -> RealMariaDb.reasonToSkip()
                .orElseThrow());
        RealMariaDb.get().run("CREATE USER shop IDENTIFIED BY 'first'");
        takeTurns("mariadb", RealMariaDb.get());
    }

    private static void changesItsOwnPassword(String engine, RealDatabase database) {
        String arn = create("alone-" + engine, json(engine, database, "alone", "first", Optional.empty()));
        for (String token : TOKENS) {
            SecretValue before = current(arn);
            rotate(arn, token);
            assertThat(current(arn).require("username")).isEqualTo("alone");
            assertThat(accepts(database, current(arn))).isTrue();
            assertThat(accepts(database, before)).isFalse();
        }
    }

    private static void takeTurns(String engine, RealDatabase database) {
        String master = create(
                "master-" + engine,
                json(engine, database, database.master().user(), RealDatabase.MASTER_PASSWORD, Optional.empty()));
        String arn = create("shop-" + engine, json(engine, database, "shop", "first", Optional.of(master)));
        for (String token : TOKENS) {
            SecretValue before = current(arn);
            rotate(arn, token);
            assertThat(current(arn).require("username")).isNotEqualTo(before.require("username"));
            assertThat(accepts(database, current(arn))).isTrue();
            assertThat(accepts(database, before)).isTrue();
        }
        assertThat(current(arn).require("username")).isEqualTo("shop");
        assertThat(database.accepts("shop", "first")).isFalse();
    }

    /** Moto registers the pending version as AWS does; then it is our function's turn. */
    private static void rotate(String arn, String token) {
        String before = holder(arn, "AWSCURRENT");
        secretsManager
                .rotateSecret(request -> request.secretId(arn)
                        .clientRequestToken(token)
                        .rotationLambdaARN(functionArn)
                        .rotationRules(rules -> rules.automaticallyAfterDays(30L)))
                .join();
        for (String step : Fixture.STEPS) {
            RealDatabase.get(function.apply(new RotationEvent(step, arn, token, Optional.empty())));
        }
        assertThat(holder(arn, "AWSCURRENT")).isEqualTo(token);
        assertThat(holder(arn, "AWSPREVIOUS")).isEqualTo(before);
        allowTheNext(arn, token);
    }

    /** AWS takes AWSPENDING on the current version for a finished rotation, moto for an unfinished one. */
    private static void allowTheNext(String arn, String token) {
        secretsManager
                .updateSecretVersionStage(request ->
                        request.secretId(arn).versionStage("AWSPENDING").removeFromVersionId(token))
                .join();
    }

    private static String holder(String arn, String label) {
        return secretsManager
                .describeSecret(request -> request.secretId(arn))
                .join()
                .versionIdsToStages()
                .entrySet()
                .stream()
                .filter(version -> version.getValue().contains(label))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static SecretValue current(String arn) {
        String json = secretsManager
                .getSecretValue(request -> request.secretId(arn).versionStage("AWSCURRENT"))
                .join()
                .secretString();
        return SecretValue.parse(arn, json);
    }

    private static boolean accepts(RealDatabase database, SecretValue value) {
        return database.accepts(value.require("username"), value.require("password"));
    }

    private static String create(String name, String value) {
        return secretsManager
                .createSecret(request -> request.name(name).secretString(value))
                .join()
                .arn();
    }

    private static String json(
            String engine, RealDatabase database, String user, String password, Optional<String> masterArn) {
        Connection at = database.master();
        String master = masterArn.map(arn -> ",\"masterarn\":\"" + arn + "\"").orElse("");
        return "{\"engine\":\"%s\",\"host\":\"%s\",\"port\":\"%d\",\"username\":\"%s\",\"password\":\"%s\"%s}"
                .formatted(engine, at.host(), at.port().orElseThrow(), user, password, master);
    }
}
