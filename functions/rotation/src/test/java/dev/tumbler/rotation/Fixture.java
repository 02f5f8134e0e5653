package dev.tumbler.rotation;

import static dev.tumbler.rotation.SecretVersions.AWSCURRENT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Endpoint;

/** A secret, its database and the functions that rotate it. */
final class Fixture {
    static final String ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf";
    static final String INSTANCE_ARN = "arn:aws:rds:us-east-1:123456789012:db:orders";
    static final String MASTER_ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:master-GhIjKl";
    static final String MASTER = "admin";
    static final String MASTER_PASSWORD = "the master's own";
    static final String TOKEN = "22222222-2222-4222-8222-222222222222";
    static final String OLD = "11111111-1111-4111-8111-111111111111";
    static final String USER = "orders_app";
    static final String OLD_PASSWORD = "the old one";
    static final List<String> STEPS = List.of("createSecret", "setSecret", "testSecret", "finishSecret");

    final Calls calls = new Calls();
    final FakeSecrets secretsManager = new FakeSecrets(calls);
    final FakeRds rds = new FakeRds(calls);
    final FakeDatabase database = new FakeDatabase(calls);
    final RotationFunction function;

    /** Whether createSecret is to register the version, for nobody else has. */
    private boolean registers;

    private Fixture() {
        this(Map.of());
    }

    private Fixture(Map<String, String> environment) {
        function = RotationFunction.over(secretsManager, rds, List.of(database), environment::get);
        database.user(USER, OLD_PASSWORD);
    }

    /** A rotation that Secrets Manager has just started, of a secret that says everything itself. */
    static Fixture started() {
        return startedWith(json(USER, "db.example", OLD_PASSWORD));
    }

    static Fixture startedWith(String currentValue) {
        return startedWith(currentValue, Map.of());
    }

    static Fixture startedWith(String currentValue, Map<String, String> environment) {
        Fixture fixture = new Fixture(environment);
        fixture.secretsManager.store(OLD, AWSCURRENT, currentValue);
        fixture.secretsManager.startRotation(TOKEN);
        return fixture;
    }

    /** A rotation that a workflow has just started: Secrets Manager knows nothing of it. */
    static Fixture unregistered() {
        Fixture fixture = new Fixture();
        fixture.secretsManager.store(OLD, AWSCURRENT, json(USER, "db.example", OLD_PASSWORD));
        fixture.secretsManager.rotationEnabled(null);
        fixture.registers = true;
        return fixture;
    }

    /** The same for a secret that RDS made. */
    static Fixture managed() {
        Fixture fixture = startedWith(managedJson());
        fixture.secretsManager.tag("aws:rds:primaryDBInstanceArn", INSTANCE_ARN);
        fixture.rds.add(instance("postgres"));
        return fixture;
    }

    /** The same for a secret whose user takes turns with a clone. */
    static Fixture alternating() {
        Fixture fixture = startedWith(alternatingJson(USER, OLD_PASSWORD));
        fixture.database.user(MASTER, MASTER_PASSWORD);
        fixture.secretsManager.master(MASTER_ARN, json(MASTER, "db.example", MASTER_PASSWORD));
        return fixture;
    }

    static String alternatingJson(String user, String password) {
        return json(user, "db.example", password).replace("}", ",\"masterarn\":\"" + MASTER_ARN + "\"}");
    }

    static DBInstance instance(String engine) {
        return DBInstance.builder()
                .dbInstanceArn(INSTANCE_ARN)
                .engine(engine)
                .endpoint(Endpoint.builder().address("127.0.0.1").port(54321).build())
                .build();
    }

    static String managedJson() {
        return "{\"username\":\"" + USER + "\",\"password\":\"" + OLD_PASSWORD + "\"}";
    }

    static String json(String user, String host, String password) {
        return "{\"engine\":\"postgres\",\"host\":\"" + host + "\",\"username\":\"" + user + "\",\"password\":\""
                + password + "\"}";
    }

    void run(String step) {
        boolean registering = registers && step.equals("createSecret");
        apply(new RotationEvent(step, ARN, TOKEN, Optional.empty(), registering, Optional.empty()));
    }

    /** Logs in with the version that has a label. */
    void test(String label) {
        apply(new RotationEvent("testSecret", ARN, TOKEN, Optional.empty(), false, Optional.of(label)));
    }

    void apply(RotationEvent event) {
        function.apply(event).await().indefinitely();
    }

    void rotate() {
        STEPS.forEach(this::run);
    }

    static RotationEvent event(String step) {
        return new RotationEvent(step, ARN, TOKEN, Optional.empty());
    }

    /** Whether the database lets somebody in with the password of the version that holds a label. */
    boolean accepts(String label) {
        return secretsManager
                .valueOf(label)
                .map(value -> SecretValue.parse(ARN, value))
                .map(value -> database.accepts(value.require("username"), value.require("password")))
                .orElse(false);
    }
}
