package dev.tumbler.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** What is wrong with a secret is told by its name, and never by its value. */
class UnusableSecretTest {
    private static final String VALUE = "hunter2";
    private final World world = new World(true);

    private void put(String value) {
        world.secretsManager.putValue(Stage.CURRENT, "v1", value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hunter2                                                | is not a JSON object",
                "[\"hunter2\"]                                          | is not a JSON object",
                "{\"password\":\"hunter2\"                              | is not a JSON object",
                "{\"password\":\"hunter2\"}                             | has no member username",
                "{\"username\":\"hunter2\"}                             | has no member password",
                "{\"username\":\"a\",\"password\":{\"old\":\"hunter2\"}} | has no member password",
                "{\"username\":\"hunter2\",\"password\":\"\"}           | has no member password",
                "{\"username\":\"a\",\"password\":\"b\",\"port\":\"hunter2\"} | has a port that is not a number",
            })
    void aMalformedOneSaysWhatIsMissing(String value, String reason) {
        put(value);
        assertThatThrownBy(world::get)
                .hasMessage("The secret orders/database " + reason)
                .satisfies(UnusableSecretTest::tellsNothing);
    }

    private static void tellsNothing(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(each).hasMessageNotContaining(VALUE);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ResourceNotFoundException | Secrets Manager can't find the specified secret.",
                "InvalidRequestException | You can't perform this operation on the secret because it was marked for deletion.",
                "AccessDeniedException | User: u is not authorized to perform: secretsmanager:GetSecretValue",
                "DecryptionFailure | Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
            })
    void oneThatMayNotBeReadSaysItInAwsWords(String code, String message) {
        world.secretsManager.failWith(code, message);
        assertThatThrownBy(world::get)
                .hasMessage("The secret orders/database cannot be read: " + code + ": " + message);
    }

    @Test
    void oneThatIsNotAnsweredInTimeSaysSo() {
        world.secretsManager.failWith(ApiCallTimeoutException.create(5000));
        assertThatThrownBy(world::get)
                .hasMessage("The secret orders/database cannot be read: no answer within 5000 ms");
    }

    /** Whatever the client does. */
    @Test
    void aClientThatNeverAnswersIsNotWaitedFor() {
        world.secretsManager.hold();
        AwsSecret impatient =
                new AwsSecret(world.secretsManager, "orders/database", Duration.ofMillis(1), Runnable::run);
        assertThat(impatient.read(Stage.CURRENT))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("The secret orders/database cannot be read: no answer within 1 ms");
    }

    @Test
    void bytesAreNoCredentials() {
        put(null);
        assertThatThrownBy(world::get).hasMessage("The secret orders/database holds bytes and no text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5432", "\"5432\""})
    void theAddressIsReadWhereThereIsOne(String port) {
        put("{\"username\":\"orders\",\"password\":\"p\",\"host\":\"db\",\"dbname\":\"shop\",\"port\":" + port + "}");
        assertThat(World.join(world.secret.get()).address())
                .isEqualTo(new Address(Optional.of("db"), Optional.of(5432), Optional.of("shop")));
    }

    @Test
    void oneThatRdsManagesHasNoAddress() {
        put("{\"username\":\"orders\",\"password\":\"p\"}");
        assertThat(World.join(world.secret.get()).address()).isEqualTo(Address.NONE);
    }

    @Test
    void nothingPrintsAValue() {
        put("{\"username\":\"hunter2\",\"password\":\"hunter2\",\"host\":\"hunter2\",\"dbname\":\"hunter2\"}");
        Credentials credentials = World.join(world.secret.get());
        assertThat(credentials).hasToString("version v1");
        assertThat(credentials.address().toString() + world.secret).doesNotContain(VALUE);
        assertThat(CacheState.EMPTY
                        .accepting(new Credentials("v1", Stage.PENDING, VALUE, VALUE, Address.NONE), Instant.EPOCH)
                        .toString())
                .doesNotContain(VALUE);
    }
}
