package dev.tumbler.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class TagsTest {
    private final SecretsService service = new SecretsService();

    @BeforeEach
    void create() {
        service.createSecret(each -> each.name("a"));
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aSecretThatWasNeverTaggedShowsNone() {
        assertThat(describe().hasTags()).isFalse();
    }

    @Test
    void tagsKeepTheirOrder() {
        tag(tag("b", "1"), tag("a", "2"));
        tag(tag("c", "3"));

        assertThat(describe().tags()).containsExactly(tag("b", "1"), tag("a", "2"), tag("c", "3"));
    }

    @Test
    void aKeyThatIsThereGetsTheNewValueInItsPlace() {
        tag(tag("b", "1"), tag("a", "2"));
        tag(tag("b", "9"));

        assertThat(describe().tags()).containsExactly(tag("b", "9"), tag("a", "2"));
    }

    @Test
    void aTagThatCameBackStandsLast() {
        tag(tag("b", "1"), tag("a", "2"));
        untag("b");
        tag(tag("b", "1"));

        assertThat(describe().tags()).containsExactly(tag("a", "2"), tag("b", "1"));
    }

    @Test
    void afterTheLastTagAnEmptyListIsShown() {
        tag(tag("a", "1"));
        untag("a", "never-there");

        assertThat(describe().hasTags()).isTrue();
        assertThat(describe().tags()).isEmpty();
    }

    @Test
    void aTagWithoutAValueHasAnEmptyOne() {
        tag(Tag.builder().key("a").build());

        assertThat(describe().tags()).containsExactly(tag("a", ""));
    }

    @Test
    void whatAwsDoesNotAllowIsRefused() {
        assertRefused(tag("k", "1"), tag("k", "2"));
        assertRefused(tag("aws:mine", "1"));
        assertRefused(
                IntStream.range(0, 51).mapToObj(number -> tag("k" + number, "")).toArray(Tag[]::new));
    }

    private void assertRefused(Tag... tags) {
        AwsException refusal = service.refusal(() -> tag(tags));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThat(describe().hasTags()).isFalse();
    }

    @Test
    void fiftyTagsAreAllowed() {
        List<Tag> tags =
                IntStream.range(0, 50).mapToObj(number -> tag("k" + number, "")).toList();
        service.tagResource(each -> each.secretId("a").tags(tags));

        assertThat(describe().tags()).isEqualTo(tags);
    }

    private void tag(Tag... tags) {
        service.tagResource(each -> each.secretId("a").tags(tags));
    }

    private void untag(String... keys) {
        service.untagResource(each -> each.secretId("a").tagKeys(keys));
    }

    private DescribeSecretResponse describe() {
        return service.describeSecret(each -> each.secretId("a"));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
