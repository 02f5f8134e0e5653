package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

class ListSecretVersionIdsTest {
    private final SecretsService service = new SecretsService();
    private String arn;

    @BeforeEach
    void createFourVersions() {
        arn = service.createSecret(
                        each -> each.name("a").clientRequestToken(token(1)).secretString("1"))
                .arn();
        for (int number = 2; number <= 4; number++) {
            int next = number;
            service.putSecretValue(
                    each -> each.secretId("a").clientRequestToken(token(next)).secretString("v" + next));
        }
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void versionsWithLabelsAreListed() {
        ListSecretVersionIdsResponse listed = service.listSecretVersionIds(each -> each.secretId("a"));

        assertThat(listed.arn()).isEqualTo(arn);
        assertThat(listed.name()).isEqualTo("a");
        assertThat(listed.versions()).containsExactly(entry(3, "AWSPREVIOUS"), entry(4, "AWSCURRENT"));
    }

    @Test
    void deprecatedVersionsAreListedOnRequestWithoutLabels() {
        ListSecretVersionIdsResponse listed =
                service.listSecretVersionIds(each -> each.secretId("a").includeDeprecated(true));

        assertThat(ids(listed)).containsExactly(token(1), token(2), token(3), token(4));
        assertThat(listed.versions().get(0).hasVersionStages()).isFalse();
    }

    @Test
    void pagesLoseAndRepeatNothing() {
        List<String> all = new ArrayList<>();
        String next = null;
        do {
            String token = next;
            ListSecretVersionIdsResponse page = service.listSecretVersionIds(each ->
                    each.secretId("a").includeDeprecated(true).maxResults(3).nextToken(token));
            all.addAll(ids(page));
            next = page.nextToken();
        } while (next != null);

        assertThat(all).containsExactly(token(1), token(2), token(3), token(4));
    }

    @Test
    void aPageGoesOnAfterAVersionThatHasLostItsLabelsMeanwhile() {
        String next = service.listSecretVersionIds(each -> each.secretId("a").maxResults(1))
                .nextToken();
        service.putSecretValue(
                each -> each.secretId("a").clientRequestToken(token(5)).secretString("5"));

        assertThat(ids(service.listSecretVersionIds(each -> each.secretId("a").nextToken(next))))
                .containsExactly(token(4), token(5));
    }

    @Test
    void aTokenOfAnotherSecretIsRefused() {
        String next = service.listSecretVersionIds(each -> each.secretId("a").maxResults(1))
                .nextToken();
        service.createSecret(each -> each.name("b").secretString("v"));

        assertThat(service.refusal(() -> service.listSecretVersionIds(
                                each -> each.secretId("b").nextToken(next)))
                        .code())
                .isEqualTo(ErrorCode.INVALID_NEXT_TOKEN);
    }

    @Test
    void aTokenOfAVersionThatIsGoneIsRefused() {
        String token = service.tokens.write(List.of("ListSecretVersionIds", arn, "false"), "gone");

        assertThat(service.refusal(() -> service.listSecretVersionIds(
                                each -> each.secretId("a").nextToken(token)))
                        .code())
                .isEqualTo(ErrorCode.INVALID_NEXT_TOKEN);
    }

    @Test
    void anEmptySecretHasNoVersions() {
        service.createSecret(each -> each.name("empty"));

        assertThat(service.listSecretVersionIds(each -> each.secretId("empty")).versions())
                .isEmpty();
    }

    private static SecretVersionsListEntry entry(int number, String label) {
        return SecretVersionsListEntry.builder()
                .versionId(token(number))
                .versionStages(label)
                .createdDate(TestingClock.START)
                .kmsKeyIds("DefaultEncryptionKey")
                .build();
    }

    private static List<String> ids(ListSecretVersionIdsResponse page) {
        return page.versions().stream().map(SecretVersionsListEntry::versionId).toList();
    }
}
