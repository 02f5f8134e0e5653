package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.SecretsService.ALICE;
import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SortByType;
import software.amazon.awssdk.services.secretsmanager.model.SortOrderType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class ListSecretsTest {
    private static final Caller ELSEWHERE =
            new Caller(ALICE.account(), "eu-west-1", ALICE.arn(), ALICE.userId(), Optional.empty());
    private static final Caller STRANGER =
            new Caller("999999999999", ALICE.region(), ALICE.arn(), ALICE.userId(), Optional.empty());

    private final SecretsService service = new SecretsService();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void nothingIsAnEmptyList() {
        ListSecretsResponse listed = list();

        assertThat(listed.hasSecretList()).isTrue();
        assertThat(listed.secretList()).isEmpty();
        assertThat(listed.nextToken()).isNull();
    }

    @Test
    void anEntryShowsWhatTheSecretHas() {
        String arn = service.createSecret(
                        each -> each.name("a").clientRequestToken(token(1)).secretString("v"))
                .arn();

        assertThat(list().secretList())
                .containsExactly(SecretListEntry.builder()
                        .arn(arn)
                        .name("a")
                        .createdDate(TestingClock.START)
                        .lastChangedDate(TestingClock.START)
                        .secretVersionsToStages(Map.of(token(1), List.of("AWSCURRENT")))
                        .build());
    }

    @Test
    void pagesLoseAndRepeatNothing() {
        create("c", "a", "e", "b", "d");

        assertThat(paged(each -> {}, 2)).containsExactly("c", "a", "e", "b", "d");
    }

    /** The names on all pages, one after the other. */
    private List<String> paged(Consumer<ListSecretsRequest.Builder> members, int size) {
        List<String> names = new ArrayList<>();
        String next = null;
        do {
            String token = next;
            ListSecretsResponse page = service.listSecrets(
                    members.andThen(each -> each.maxResults(size).nextToken(token)));
            assertThat(page.secretList()).hasSizeLessThanOrEqualTo(size);
            names.addAll(names(page));
            next = page.nextToken();
        } while (next != null);
        return names;
    }

    @Test
    void secretsScheduledForDeletionAppearOnlyOnRequest() {
        create("a", "b");
        service.clock.advance(Duration.ofMinutes(1));
        service.deleteSecret(each -> each.secretId("a"));

        assertThat(names(list())).containsExactly("b");
        ListSecretsResponse all = service.listSecrets(each -> each.includePlannedDeletion(true));
        assertThat(names(all)).containsExactly("a", "b");
        assertThat(all.secretList().get(0).deletedDate()).isEqualTo(service.clock.instant());
    }

    @Test
    void theDefaultOrderMayBeNamed() {
        create("b", "a");

        assertThat(names(service.listSecrets(
                        each -> each.sortBy(SortByType.CREATED_DATE).sortOrder(SortOrderType.ASC))))
                .containsExactly("b", "a");
    }

    @Test
    void everyOrderGoesBothWays() {
        create("b", "c", "a");
        service.tagResource(each -> each.secretId("c")
                .tags(Tag.builder().key("changed").value("last").build()));
        service.putSecretValue(each -> each.secretId("a").secretString("v"));
        service.getSecretValue(each -> each.secretId("a"));

        assertOrder(SortByType.CREATED_DATE, "b", "c", "a");
        assertOrder(SortByType.NAME, "a", "b", "c");
        assertOrder(SortByType.LAST_CHANGED_DATE, "b", "c", "a");
        assertOrder(SortByType.LAST_ACCESSED_DATE, "b", "c", "a");
        service.clock.advance(Duration.ofMinutes(1));
        service.updateSecret(each -> each.secretId("b").description("changed"));
        assertOrder(SortByType.LAST_CHANGED_DATE, "c", "a", "b");
    }

    private void assertOrder(SortByType sortBy, String... ascending) {
        List<String> descending = new ArrayList<>(List.of(ascending));
        Collections.reverse(descending);
        assertThat(paged(each -> each.sortBy(sortBy), 2)).containsExactly(ascending);
        assertThat(paged(each -> each.sortBy(sortBy).sortOrder(SortOrderType.DESC), 2))
                .isEqualTo(descending);
    }

    @Test
    void theOrderWithoutAKeyIsThatOfCreation() {
        create("b", "a");

        assertThat(names(service.listSecrets(each -> each.sortOrder(SortOrderType.DESC))))
                .containsExactly("a", "b");
    }

    @Test
    void filtersMustAllFit() {
        create("prod/a", "prod/b", "test/a");
        service.tagResource(each -> each.secretId("prod/b")
                .tags(Tag.builder().key("team").value("blue").build()));

        assertThat(paged(filters(filter("name", "prod")), 1)).containsExactly("prod/a", "prod/b");
        assertThat(paged(filters(filter("name", "prod"), filter("tag-key", "team")), 1))
                .containsExactly("prod/b");
        assertThat(paged(filters(filter("name", "test", "prod/a")), 1)).containsExactly("prod/a", "test/a");
        assertThat(paged(filters(filter("all", "!prod")), 1)).containsExactly("test/a");
    }

    @Test
    void aFilteredPageIsFullAsLongAsThereIsSomethingToShow() {
        for (int number = 0; number < 30; number++) {
            create("no-" + number, "yes-" + number);
        }

        ListSecretsResponse page =
                service.listSecrets(filters(filter("name", "yes")).andThen(each -> each.maxResults(20)));

        assertThat(page.secretList()).hasSize(20);
        assertThat(paged(filters(filter("name", "yes")), 7)).hasSize(30);
        assertThat(paged(filters(filter("name", "none")), 7)).isEmpty();
    }

    @Test
    void aSearchThatFindsLittleHandsBackAnEmptyPageRatherThanReadOnForEver() {
        for (int number = 0; number < 1001; number++) {
            int suffix = number;
            service.createSecret(each -> each.name("no-" + suffix));
        }
        create("yes");

        ListSecretsResponse first = service.listSecrets(filters(filter("name", "yes")));

        assertThat(first.secretList()).isEmpty();
        assertThat(first.nextToken()).isNotNull();
        assertThat(paged(filters(filter("name", "yes")), 3)).containsExactly("yes");
    }

    @Test
    void whatAFilterLacksIsNamed() {
        assertRefused(each -> each.filters(Filter.builder().values("a").build()), "Invalid filter key");
        assertRefused(
                each -> each.filters(
                        Filter.builder().key(FilterNameStringType.TAG_KEY).build()),
                "Invalid filter values for key: tag-key");
    }

    private static Filter filter(String key, String... values) {
        return Filter.builder().key(key).values(values).build();
    }

    private static Consumer<ListSecretsRequest.Builder> filters(Filter... filters) {
        return each -> each.filters(filters);
    }

    private void assertRefused(Consumer<ListSecretsRequest.Builder> members, String message) {
        AwsException refusal = service.refusal(() -> service.listSecrets(members));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThat(refusal).hasMessage(message);
    }

    @Test
    void aTokenIsGoodForTheListingThatGaveItOutAlone() {
        create("a", "b", "c");
        String token = service.listSecrets(each -> each.maxResults(1)).nextToken();

        assertThat(names(service.listSecrets(each -> each.maxResults(2).nextToken(token))))
                .containsExactly("b", "c");
        assertTokenRefused(each -> each.nextToken(token).sortOrder(SortOrderType.DESC));
        assertTokenRefused(each -> each.nextToken(token).sortBy(SortByType.NAME));
        assertTokenRefused(each -> each.nextToken(token).includePlannedDeletion(true));
        assertTokenRefused(each -> each.nextToken(token).filters(filter("name", "a")));
        service.as(ELSEWHERE, () -> assertTokenRefused(each -> each.nextToken(token)));
        service.as(STRANGER, () -> assertTokenRefused(each -> each.nextToken(token)));
    }

    @Test
    void aTokenThatWasNeverGivenOutIsRefused() {
        create("a", "b");
        String token = service.listSecrets(each -> each.maxResults(1)).nextToken();
        char last = token.charAt(token.length() - 2) == 'A' ? 'B' : 'A';
        String changed = token.substring(0, token.length() - 2) + last + token.charAt(token.length() - 1);
        for (String wrong : List.of("abcd", "!!!", changed, token + "AAAA", token.substring(4))) {
            assertTokenRefused(each -> each.nextToken(wrong));
        }
    }

    private void assertTokenRefused(Consumer<ListSecretsRequest.Builder> members) {
        AwsException refusal = service.refusal(() -> service.listSecrets(members));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_NEXT_TOKEN);
    }

    private ListSecretsResponse list() {
        return service.listSecrets(each -> {});
    }

    private void create(String... names) {
        for (String name : names) {
            service.clock.advance(Duration.ofSeconds(1));
            service.createSecret(each -> each.name(name));
        }
    }

    private static List<String> names(ListSecretsResponse page) {
        return page.secretList().stream().map(SecretListEntry::name).toList();
    }
}
