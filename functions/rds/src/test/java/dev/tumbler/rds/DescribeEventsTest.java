package dev.tumbler.rds;

import static dev.tumbler.rds.RdsFixture.CALL;
import static dev.tumbler.rds.RdsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DescribeEventsRequest;
import software.amazon.awssdk.services.rds.model.DescribeEventsResponse;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.SourceType;
import software.amazon.awssdk.services.rds.model.StartDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.StopDbInstanceRequest;

/** What happened to a database is there for whoever asks, for fourteen days. */
class DescribeEventsTest {
    private static final Instant NOW = RdsFixture.NOW;

    private final RdsFixture rds = new RdsFixture();

    @BeforeEach
    void create() {
        await(rds.create.apply(DatabaseLifeTest.managed("one").build(), CALL));
    }

    @AfterEach
    void close() {
        rds.close();
    }

    private DescribeEventsResponse describe(Instant now, Consumer<DescribeEventsRequest.Builder> change) {
        DescribeEventsRequest request =
                DescribeEventsRequest.builder().applyMutation(change).build();
        return await(new DescribeEventsHandler(rds.told, InstantSource.fixed(now)).apply(request, CALL));
    }

    private List<String> messages(Consumer<DescribeEventsRequest.Builder> change) {
        return describe(NOW, change).events().stream().map(Event::message).toList();
    }

    private void assertRefused(Consumer<DescribeEventsRequest.Builder> change, ErrorCode code, String message) {
        assertThatThrownBy(() -> describe(NOW, change))
                .isInstanceOfSatisfying(AwsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(code))
                .hasMessage(message);
    }

    @Test
    void anEventNamesItsSource() {
        rds.converge("one");
        assertThat(describe(NOW, request -> {}).events())
                .containsExactly(Event.builder()
                        .sourceIdentifier("one")
                        .sourceType(SourceType.DB_INSTANCE)
                        .sourceArn("arn:aws:rds:us-east-1:123456789012:db:one")
                        .eventCategories("creation")
                        .message("DB instance created.")
                        .date(NOW)
                        .build());
    }

    @Test
    void timesFarFromNowHoldNoOtherEvents() {
        rds.converge("one");
        Instant early = Instant.parse("0001-01-02T00:00:00Z");
        Instant late = Instant.parse("9999-12-31T00:00:00Z");
        assertThat(messages(request -> request.startTime(early).endTime(late))).hasSize(1);
        assertThat(messages(request -> request.startTime(early).duration(Integer.MAX_VALUE)))
                .hasSize(1);
        assertThat(messages(request -> request.startTime(late).duration(Integer.MAX_VALUE)))
                .isEmpty();
        assertThat(messages(request -> request.endTime(late))).isEmpty();
        assertThat(messages(request -> request.endTime(early))).isEmpty();
    }

    @Test
    void theLifeOfAnInstanceIsTold() {
        rds.converge("one");
        await(rds.stop.apply(
                StopDbInstanceRequest.builder().dbInstanceIdentifier("one").build(), CALL));
        rds.converge("one");
        await(rds.start.apply(
                StartDbInstanceRequest.builder().dbInstanceIdentifier("one").build(), CALL));
        rds.converge("one");
        await(rds.reboot.apply(
                RebootDbInstanceRequest.builder().dbInstanceIdentifier("one").build(), CALL));
        rds.converge("one");
        await(rds.delete.apply(
                DeleteDbInstanceRequest.builder()
                        .dbInstanceIdentifier("one")
                        .skipFinalSnapshot(true)
                        .build(),
                CALL));
        rds.converge("one");
        // all in one moment here, so in any order
        assertThat(messages(request -> {}))
                .containsExactlyInAnyOrder(
                        "DB instance created.",
                        "DB instance stopped.",
                        "DB instance started.",
                        "DB instance shutdown.",
                        "DB instance restarted.",
                        "DB instance deleted.");
    }

    @Test
    void aFailureIsToldOnceWithItsCauseHoweverOftenItIsTriedAgain() {
        for (int i = 0; i < 3; i++) {
            rds.servers.trouble = Optional.of("port 20001 on 127.0.0.1 is taken");
            rds.converge("one");
        }
        assertThat(messages(request -> {}))
                .containsExactly("The DB instance creation failed. port 20001 on 127.0.0.1 is taken.");
    }

    @Test
    void aServerThatEndedByItselfIsTold() {
        rds.converge("one");
        rds.serverEnded("one");
        assertThat(messages(request -> request.eventCategories("availability")))
                .containsExactly("DB instance shutdown.");
    }

    @Test
    void eventsAreFoundBySourceAndCategory() {
        await(rds.create.apply(DatabaseLifeTest.managed("two").build(), CALL));
        rds.converge("one");
        rds.converge("two");
        assertThat(describe(NOW, request -> request.sourceType(SourceType.DB_INSTANCE)
                                .sourceIdentifier("ONE"))
                        .events())
                .extracting(Event::sourceIdentifier)
                .containsExactly("one");
        assertThat(messages(request -> request.sourceType(SourceType.DB_CLUSTER)))
                .isEmpty();
        assertThat(messages(request -> request.sourceType(SourceType.DB_SNAPSHOT)))
                .isEmpty();
        assertThat(messages(request -> request.eventCategories("failure", "creation")))
                .hasSize(2);
        assertThat(messages(request -> request.eventCategories("failure"))).isEmpty();
    }

    @Test
    void theLastHourIsShownUnlessMoreIsAskedFor() {
        rds.converge("one");
        Instant later = NOW.plus(Duration.ofMinutes(61));
        assertThat(describe(later, request -> {}).events()).isEmpty();
        assertThat(describe(later, request -> request.duration(120)).events()).hasSize(1);
        assertThat(describe(later, request -> request.startTime(NOW)).events()).hasSize(1);
        assertThat(describe(later, request -> request.startTime(NOW.minusSeconds(90))
                                .duration(1))
                        .events())
                .isEmpty();
        assertThat(describe(later, request -> request.endTime(NOW)).events()).hasSize(1);
    }

    @Test
    void eventsAreKeptForFourteenDays() {
        rds.converge("one");
        Instant end = NOW.plus(EventRetention.KEPT);
        assertThat(describe(end, request -> request.startTime(NOW)).events()).hasSize(1);
        assertThat(describe(end.plusSeconds(1), request -> request.startTime(NOW))
                        .events())
                .isEmpty();

        await(new EventRetention(rds.told, InstantSource.fixed(end)).attend());
        assertThat(messages(request -> {})).hasSize(1);
        await(new EventRetention(rds.told, InstantSource.fixed(end.plusSeconds(1))).attend());
        assertThat(messages(request -> {})).isEmpty();
    }

    @Test
    void aPageIsFilledWithWhatPasses() {
        for (int i = 0; i < 25; i++) {
            rds.converge("one");
            rds.serverEnded("one");
        }
        DescribeEventsResponse first =
                describe(NOW, request -> request.eventCategories("availability").maxRecords(20));
        assertThat(first.events()).hasSize(20);
        DescribeEventsResponse second = describe(NOW, request -> request.eventCategories("availability")
                .maxRecords(100)
                .marker(first.marker()));
        assertThat(second.events()).hasSize(29);
        assertThat(second.marker()).isNull();
    }

    @Test
    void whatCannotBeAskedForIsRefused() {
        assertRefused(
                request -> request.sourceIdentifier("one"),
                ErrorCode.INVALID_PARAMETER_COMBINATION,
                "Cannot specify source identifier without source type");
        assertRefused(
                request -> request.sourceType("db-table"),
                ErrorCode.INVALID_PARAMETER_VALUE,
                "Invalid source type: db-table");
        assertRefused(request -> request.duration(0), ErrorCode.INVALID_PARAMETER_VALUE, "Invalid duration: 0");
        assertRefused(
                request -> request.startTime(NOW).endTime(NOW.minusSeconds(1)),
                ErrorCode.INVALID_PARAMETER_COMBINATION,
                "The start time must not be after the end time.");
        assertRefused(
                request -> request.maxRecords(101),
                ErrorCode.INVALID_PARAMETER_VALUE,
                "Invalid value 101 for MaxRecords. Must be between 20 and 100");
        assertRefused(request -> request.marker("?"), ErrorCode.INVALID_PARAMETER_VALUE, "Invalid marker: ?");
    }
}
