package dev.tumbler.standins.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.standins.RootKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyLifecycleTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final KmsKey KEY = KmsKey.enabled(
            new KeyId("123456789012", "us-east-1", "11111111-1111-1111-1111-111111111111"),
            false,
            "",
            "{}",
            NOW,
            new KeyCipher(RootKey.inMemory(RANDOM), RANDOM));

    private static final Map<String, UnaryOperator<KmsKey>> COMMANDS = Map.of(
            "use", KeyLifecycle::usable,
            "change", KeyLifecycle::changeable,
            "enable", KeyLifecycle::enable,
            "disable", KeyLifecycle::disable,
            "schedule", key -> KeyLifecycle.scheduleDeletion(key, 7, NOW),
            "cancel", KeyLifecycle::cancelDeletion);

    private static final String TABLE =
            """
            ENABLED          | use      | ENABLED
            ENABLED          | change   | ENABLED
            ENABLED          | enable   | ENABLED
            ENABLED          | disable  | DISABLED
            ENABLED          | schedule | PENDING_DELETION
            ENABLED          | cancel   | is not pending deletion.
            DISABLED         | use      | is disabled.
            DISABLED         | change   | DISABLED
            DISABLED         | enable   | ENABLED
            DISABLED         | disable  | DISABLED
            DISABLED         | schedule | PENDING_DELETION
            DISABLED         | cancel   | is not pending deletion.
            PENDING_DELETION | use      | is pending deletion.
            PENDING_DELETION | change   | is pending deletion.
            PENDING_DELETION | enable   | is pending deletion.
            PENDING_DELETION | disable  | is pending deletion.
            PENDING_DELETION | schedule | is pending deletion.
            PENDING_DELETION | cancel   | DISABLED
            """;

    private static KmsKey in(KeyState state) {
        return KEY.with(state, state == KeyState.PENDING_DELETION ? Optional.of(NOW.plusSeconds(1)) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(textBlock = TABLE, delimiter = '|')
    void aStateAllowsWhatTheTableSays(KeyState state, String command, String outcome) {
        if (Arrays.stream(KeyState.values()).anyMatch(each -> each.name().equals(outcome))) {
            KmsKey next = COMMANDS.get(command).apply(in(state));
            assertThat(next.state()).isEqualTo(KeyState.valueOf(outcome));
            assertThat(next.deletion().isPresent()).isEqualTo(next.state() == KeyState.PENDING_DELETION);
        } else {
            assertThatExceptionOfType(AwsException.class)
                    .isThrownBy(() -> COMMANDS.get(command).apply(in(state)))
                    .withMessage(KEY.arn() + " " + outcome);
        }
    }

    @Test
    void theTableHasEveryStateAndCommand() {
        Set<String> rows = new HashSet<>();
        TABLE.lines().forEach(line -> {
            String[] cells = line.split("\\|", -1);
            rows.add(cells[0].strip() + " " + cells[1].strip());
        });
        assertThat(rows).hasSize(KeyState.values().length * COMMANDS.size());
    }

    @ParameterizedTest
    @CsvSource({"7", "30"})
    void aWindowIsCountedInDays(int days) {
        assertThat(KeyLifecycle.scheduleDeletion(KEY, days, NOW).deletion()).contains(NOW.plus(Duration.ofDays(days)));
    }

    @ParameterizedTest
    @CsvSource({"6", "31"})
    void aWindowOutsideItsBoundsIsRefused(int days) {
        assertThat(KmsFixture.refusal(() -> KeyLifecycle.scheduleDeletion(KEY, days, NOW)))
                .hasMessageContaining("between 7 and 30");
    }

    @Test
    void aKeyIsGoneWhenItsWindowIsOver() {
        KmsKey pending = KeyLifecycle.scheduleDeletion(KEY, 7, NOW);
        Instant end = NOW.plus(Duration.ofDays(7));
        assertThat(pending.goneAt(end.minusNanos(1))).isFalse();
        assertThat(pending.goneAt(end)).isTrue();
        assertThat(KEY.goneAt(end)).isFalse();
    }
}
