package dev.tumbler.domain.secret.search;

import static dev.tumbler.domain.secret.search.Found.CREATED;
import static dev.tumbler.domain.secret.search.Found.changedAt;
import static dev.tumbler.domain.secret.search.Found.createdAt;
import static dev.tumbler.domain.secret.search.Found.readAt;
import static dev.tumbler.domain.secret.search.Found.scheduledForDeletion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretOrderTest {
    /** The oldest, changed last, read in between. */
    private static final Secret BETA = secret("beta", 0, 9, Optional.of(5));

    private static final Secret ALPHA = secret("alpha", 1, 1, Optional.of(7));
    private static final Secret DELTA = secret("delta", 2, 2, Optional.empty());

    /** Made in the same moment as delta. */
    private static final Secret CHARLIE = secret("charlie", 2, 3, Optional.empty());

    private static Secret secret(String name, int created, int changed, Optional<Integer> read) {
        Secret secret = changedAt(day(changed), createdAt(day(created), name));
        return read.map(on -> readAt(day(on), secret)).orElse(secret);
    }

    private static Instant day(int days) {
        return CREATED.plusSeconds(days * 86_400L);
    }

    @ParameterizedTest
    @CsvSource({
        "CREATED_DATE, beta alpha charlie delta",
        "LAST_CHANGED_DATE, alpha delta charlie beta",
        "LAST_ACCESSED_DATE, charlie delta beta alpha",
        "NAME, alpha beta charlie delta",
    })
    void secretsStandInTheOrderOfTheirKey(SortKey key, String names) {
        assertThat(Stream.of(ALPHA, BETA, CHARLIE, DELTA)
                        .sorted(new SecretOrder(key, false).secrets())
                        .map(secret -> secret.id().name()))
                .containsExactly(names.split(" "));
    }

    @Test
    void theDefaultIsTheOldestFirst() {
        assertThat(Stream.of(DELTA, ALPHA).sorted(SecretOrder.OLDEST_FIRST.secrets()))
                .isEqualTo(List.of(ALPHA, DELTA));
    }

    @Test
    void whatIsScheduledForDeletionIsFoundOnlyOnRequest() {
        Secret scheduled = scheduledForDeletion(ALPHA);

        assertThat(new SecretQuery(List.of(), false, SecretOrder.OLDEST_FIRST).matches(scheduled))
                .isFalse();
        assertThat(new SecretQuery(List.of(), true, SecretOrder.OLDEST_FIRST).matches(scheduled))
                .isTrue();
    }

    @Test
    void theWireNamesAreAwss() {
        assertThat(Stream.of(SortKey.values()).map(SortKey::wireName))
                .containsExactly("created-date", "last-accessed-date", "last-changed-date", "name");
        assertThat(SortKey.of("name")).contains(SortKey.NAME);
        assertThat(SortKey.of("size")).isEmpty();
    }
}
