package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

class ListSecretsTest {
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
        List<String> names = new ArrayList<>();
        String next = null;
        do {
            String token = next;
            ListSecretsResponse page =
                    service.listSecrets(each -> each.maxResults(2).nextToken(token));
            assertThat(page.secretList()).hasSizeLessThanOrEqualTo(2);
            names.addAll(names(page));
            next = page.nextToken();
        } while (next != null);

        assertThat(names).containsExactly("c", "a", "e", "b", "d");
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
    void whatIsNotOfferedYetIsRefused() {
        assertRefused(
                each -> each.filters(Filter.builder()
                        .key(FilterNameStringType.NAME)
                        .values("a")
                        .build()),
                "Filtering is not offered yet.");
        assertRefused(each -> each.sortOrder(SortOrderType.DESC), "Sorting in descending order is not offered yet.");
        assertRefused(each -> each.sortBy(SortByType.NAME), "Sorting by name is not offered yet.");
    }

    private void assertRefused(Consumer<ListSecretsRequest.Builder> members, String message) {
        AwsException refusal = service.refusal(() -> service.listSecrets(members));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThat(refusal).hasMessage(message);
    }

    @Test
    void aTokenThatWasNeverGivenOutIsRefused() {
        for (String token : List.of("abcd", "!!!", PageToken.write("versions", "x"))) {
            assertThat(service.refusal(() -> service.listSecrets(each -> each.nextToken(token)))
                            .code())
                    .isEqualTo(ErrorCode.INVALID_NEXT_TOKEN);
        }
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
