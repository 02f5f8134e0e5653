package dev.tumbler.standins.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.sealing.DefaultKey;
import dev.tumbler.store.contract.FaultyTable;
import dev.tumbler.store.contract.FaultyTable.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Secrets Manager's own key is made with its alias, whatever happens to the first write. */
class DefaultKeyCreationTest {
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final KmsFixture kms = new KmsFixture(table ->
            new FaultyTable(table, () -> Optional.ofNullable(faults.poll()).orElse(Fault.NONE)));

    @AfterEach
    void close() {
        kms.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "LOST_BEFORE", "LOST_AFTER", "LOST_RACE"})
    void isMadeOnce(Fault fault) {
        faults.addAll(List.of(fault, fault));

        String id = kms.describe(DefaultKey.ALIAS).keyId();

        assertThat(kms.describe(DefaultKey.ALIAS).keyId()).isEqualTo(id);
        assertThat(kms.describe(id).description()).contains("Secrets Manager");
    }
}
