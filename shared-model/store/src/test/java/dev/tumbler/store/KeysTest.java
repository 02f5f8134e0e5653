package dev.tumbler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tumbler.domain.secret.SecretId;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class KeysTest {

    @Property
    void twoSecretsNeverMeetUnderOneKey(
            @ForAll @Chars({'#', '%', '2', '3', '\0', 'a'}) @StringLength(max = 4) String region,
            @ForAll @Chars({'#', '%', '2', '3', '\0', 'a'}) @StringLength(max = 4) String name,
            @ForAll @Chars({'#', '%', '2', '3', '\0', 'a'}) @StringLength(max = 4) String otherRegion,
            @ForAll @Chars({'#', '%', '2', '3', '\0', 'a'}) @StringLength(max = 4) String otherName) {
        SecretId one = new SecretId("123456789012", region, name);
        SecretId other = new SecretId("123456789012", otherRegion, otherName);

        assertThat(Keys.secret(one).equals(Keys.secret(other))).isEqualTo(one.equals(other));
    }

    @Property
    void whatIsDueSortsAsTimeDoes(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1) long one,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1) long other) {
        SecretId id = new SecretId("123456789012", "eu-central-1", "a");
        String due = Keys.dueSecret(id, Keys.moment(one)).sort();

        assertThat(due.compareTo(Keys.dueAfter(Keys.moment(other))) < 0).isEqualTo(one <= other);
    }

    @Test
    void aNameAsAwsAllowsItRestsAsItIs() {
        SecretId id = new SecretId("123456789012", "eu-central-1", "prod/db_1+a=b.c@d!e-f");

        assertThat(Keys.secret(id).partition()).isEqualTo("SECRET#123456789012#eu-central-1#prod/db_1+a=b.c@d!e-f");
    }

    @Test
    void aMomentThatDoesNotSortIsRefused() {
        SecretId id = new SecretId("123456789012", "eu-central-1", "a");

        assertThatIllegalArgumentException().isThrownBy(() -> Keys.dueSecret(id, Instant.EPOCH.minusNanos(1)));
    }
}
