package dev.tumbler.conformance;

import static dev.tumbler.conformance.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.Tag;

/** Tags of DB instances: given, changed and taken away, whatever the instance is doing meanwhile. */
@OwnRouter
@ExtendWith(SharedEndpoint.class)
class InstanceTagsIT {
    private static final int MOST = 50;

    private static ManagedInstance instance;
    private static RdsClient rds;
    private static String arn;

    @BeforeAll
    static void create(Endpoint shared) {
        instance = new ManagedInstance(shared.clients(), "tagged");
        rds = shared.clients().rds();
        arn = rds.createDBInstance(ManagedInstance.request("tagged").toBuilder()
                        .tags(tag("team", "blue"))
                        .build())
                .dbInstance()
                .dbInstanceArn();
    }

    @AfterAll
    static void remove() {
        instance.delete();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static List<Tag> listed() {
        return rds.listTagsForResource(each -> each.resourceName(arn)).tagList();
    }

    @Test
    void tagsAreAddedChangedAndRemoved() {
        rds.addTagsToResource(each -> each.resourceName(arn).tags(tag("team", "green"), tag("stage", "test")));
        assertThat(listed()).containsExactly(tag("team", "green"), tag("stage", "test"));
        assertThat(instance.describe().tagList()).isEqualTo(listed());

        rds.removeTagsFromResource(each -> each.resourceName(arn).tagKeys("stage", "never-there"));
        assertThat(listed()).containsExactly(tag("team", "green"));
        instance.awaitAvailable();
        assertThat(listed()).containsExactly(tag("team", "green"));

        assertNoMoreThanFifty();
    }

    private static void assertNoMoreThanFifty() {
        List<Tag> more = IntStream.range(0, MOST)
                .mapToObj(number -> tag("number-" + number, ""))
                .toList();
        assertRefused(
                () -> rds.addTagsToResource(each -> each.resourceName(arn).tags(more)),
                "InvalidParameterValue",
                "A resource can have at most 50 tags.");
        rds.addTagsToResource(each -> each.resourceName(arn).tags(more.subList(1, MOST)));
        assertThat(listed()).hasSize(MOST);
    }
}
