package dev.tumbler.router.cli;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** The user of the application, whose password is in a secret that rotates. */
interface RotatedUser {
    /** The secret that the application reads. */
    String secretArn();

    /** Rotates the password, and returns when that has ended. */
    void rotate();

    /** As master user of a server that is attached, with a secret that RDS makes and rotates. */
    static RotatedUser managed(LocalAws aws, OrdersDatabase database) {
        DemoInstance instance = new DemoInstance(aws, database.engine());
        instance.attach(database);
        String secret = instance.manage().masterUserSecret().secretArn();
        return new Managed(instance, secret);
    }

    /** With a secret that a function rotates: one user, whose password changes. */
    static RotatedUser single(LocalAws aws, OrdersDatabase database, String functionArn) {
        return ByFunction.of(aws, ByFunction.value(database), functionArn);
    }

    /** The same with two users that take turns, of whom the master makes the second. */
    static RotatedUser alternating(LocalAws aws, OrdersDatabase database, String functionArn) {
        JsonObject master = ByFunction.value(database)
                .put("username", database.master().userName())
                .put("password", database.master().password());
        String masterArn = aws.secretsManager()
                .createSecret(request -> request.name("orders-master").secretString(master.encode()))
                .arn();
        return ByFunction.of(aws, ByFunction.value(database).put("masterarn", masterArn), functionArn);
    }

    /** By RDS. */
    record Managed(DemoInstance instance, String secretArn) implements RotatedUser {
        @Override
        public void rotate() {
            instance.rotate();
            instance.awaitRotated();
        }
    }

    /** By Tumbler's rotation function as it is deployed. */
    record ByFunction(LocalAws aws, String secretArn, String functionArn) implements RotatedUser {
        private static final Duration PATIENCE = Duration.ofMinutes(1);

        private static ByFunction of(LocalAws aws, JsonObject value, String functionArn) {
            String arn = aws.secretsManager()
                    .createSecret(request -> request.name("orders-app").secretString(value.encode()))
                    .arn();
            return new ByFunction(aws, arn, functionArn);
        }

        private static JsonObject value(OrdersDatabase database) {
            return new JsonObject()
                    .put("engine", database.engine())
                    .put("host", database.host())
                    .put("port", database.port())
                    .put("dbname", OrdersDatabase.NAME)
                    .put("username", OrdersDatabase.USER)
                    .put("password", OrdersDatabase.FIRST_PASSWORD);
        }

        @Override
        public void rotate() {
            String version = aws.secretsManager()
                    .rotateSecret(request -> request.secretId(secretArn)
                            .rotationLambdaARN(functionArn)
                            .rotationRules(rules -> rules.scheduleExpression("rate(10 days)")))
                    .versionId();
            Waiter.builder(DescribeSecretResponse.class)
                    .overrideConfiguration(Waiting.upTo(PATIENCE))
                    .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(secret -> List.of("AWSCURRENT")
                            .equals(secret.versionIdsToStages().get(version))))
                    .addAcceptor(WaiterAcceptor.retryOnResponseAcceptor(secret -> true))
                    .build()
                    .run(() -> aws.secretsManager().describeSecret(request -> request.secretId(secretArn)));
        }
    }
}
