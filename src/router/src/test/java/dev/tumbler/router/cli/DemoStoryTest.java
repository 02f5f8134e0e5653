package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class DemoStoryTest {
    private final StringWriter written = new StringWriter();

    @Test
    void everyStepIsToldWithItsCommandAndEveryLoginWithItsOutcome() {
        tell(new SmallAws(SmallAws.Fault.NONE));

        assertThat(written.toString())
                .contains(
                        "aws rds create-db-instance --db-instance-identifier demo-orders --engine postgres",
                        "aws secretsmanager get-secret-value --secret-id '" + SmallAws.ARN + "'",
                        "login with the password: accepted",
                        "--rotate-master-user-password --apply-immediately",
                        "login with the old password: refused, SQLSTATE 28P01",
                        "version version-3");
        assertThat(written.toString().split("login with the new password: accepted", -1))
                .hasSize(3);
    }

    @Test
    void aPasswordIsNeverTold() {
        tell(new SmallAws(SmallAws.Fault.NONE));

        assertThat(written.toString()).doesNotContain("password-");
    }

    @Test
    void whatAFormerDemoLeftIsRemovedFirst() {
        SmallAws aws = new SmallAws(SmallAws.Fault.NONE);
        aws.add("demo");

        tell(aws);

        assertThat(written.toString()).contains("1. Remove the instance of a former demo");
    }

    @Test
    void anInstanceThatIsNotTheDemosOwnStays() {
        SmallAws aws = new SmallAws(SmallAws.Fault.NONE);
        aws.add("mine");

        assertThatThrownBy(() -> tell(aws)).isInstanceOf(PlainFailure.class).hasMessageContaining("left alone");
        assertThat(new DemoInstance(aws.clients()).find()).isPresent();
    }

    @Test
    void aRotationThatTheServerDidNotFollowFailsTheDemo() {
        assertThatThrownBy(() -> tell(new SmallAws(SmallAws.Fault.SERVER_KEEPS_THE_OLD_PASSWORD)))
                .isInstanceOf(PlainFailure.class)
                .hasMessageContaining("should have refused the old password");
    }

    @Test
    void aServerThatLetsEverybodyInFailsTheDemo() {
        assertThatThrownBy(() -> tell(new SmallAws(SmallAws.Fault.SERVER_TAKES_ANY_PASSWORD)))
                .isInstanceOf(PlainFailure.class)
                .hasMessageContaining("should have refused the old password");
    }

    private void tell(SmallAws aws) {
        PrintWriter out = new PrintWriter(written);
        new DemoStory(out, new Progress(out, false, InstantSource.system()), new DemoInstance(aws.clients()), aws)
                .tell();
    }
}
