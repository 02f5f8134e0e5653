package dev.tumbler.conformance;

import static dev.tumbler.conformance.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** ListSecrets through the AWS SDK: what filters find, in which order, page by page. */
@ExtendWith(SharedEndpoint.class)
class ListSecretsIT {
    private static final List<String> OLDEST_FIRST = List.of("prod/AppBeta/x", "test-one", "COMPANYthings", "plain");

    /** What each secret of this test is called here, by the name it has there: others are not looked at. */
    private static final Map<String, String> CALLED = new HashMap<>();

    private static Endpoint endpoint;
    private static SecretsManagerClient aws;
    private static Tag mark;

    @BeforeAll
    static void create(Endpoint shared) {
        endpoint = shared;
        aws = shared.secrets();
        mark = tag("listed-by", shared.unique("this-test"));
        create("prod/AppBeta/x", each -> each.description("One and two").secretString("1"));
        create("test-one", each -> each.description("the other").tags(mark, tag("Team", "Blue")));
        create("COMPANYthings", each -> {});
        create("plain", each -> each.secretString("2"));
        String gone = create("gone", each -> {});
        aws.deleteSecret(each -> each.secretId(gone));
    }

    private static String create(String called, Consumer<CreateSecretRequest.Builder> members) {
        String name = endpoint.unique(called);
        CALLED.put(name, called);
        aws.createSecret(each -> each.name(name).tags(mark).applyMutation(members));
        return name;
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @ParameterizedTest
    @CsvSource({
        "name, prod/, prod/AppBeta/x",
        "name, Prod, ''",
        "name, !prod, test-one COMPANYthings plain",
        "description, ONE, prod/AppBeta/x",
        "description, o t, prod/AppBeta/x test-one",
        "description, two one, prod/AppBeta/x",
        "description, !two, test-one COMPANYthings plain",
        "tag-key, Te, test-one",
        "tag-key, te, ''",
        "tag-value, Blue, test-one",
        "tag-value, !Blue, prod/AppBeta/x COMPANYthings plain",
        "owning-service, rds, ''",
        "owning-service, !rds, prod/AppBeta/x test-one COMPANYthings plain",
        "all, beta, prod/AppBeta/x",
        "all, blue, test-one",
        "all, two, prod/AppBeta/x",
        "all, one, prod/AppBeta/x test-one",
        "all, things, ''",
        "all, Ythings, COMPANYthings",
        "all, +, ''",
        "all, !one, COMPANYthings plain",
    })
    void aFilterFindsWhatAwsFinds(String key, String value, String names) {
        assertThat(listed(filters(filter(key, value))))
                .containsExactlyElementsOf(names.isEmpty() ? List.of() : List.of(names.split(" ")));
    }

    @Test
    void valuesAreAlternativesAndFiltersAreNot() {
        assertThat(listed(filters(filter("name", "prod", "plain")))).containsExactly("prod/AppBeta/x", "plain");
        assertThat(listed(filters(filter("description", "o"), filter("description", "two"))))
                .containsExactly("prod/AppBeta/x");
        assertThat(listed(filters(filter("name", "prod"), filter("tag-key", "Team"))))
                .isEmpty();
    }

    @Test
    void everyOrderGoesBothWaysAndPageByPage() {
        aws.tagResource(each -> each.secretId(named("test-one")).tags(tag("stage", "test")));

        assertOrder("created-date", OLDEST_FIRST);
        assertOrder("name", List.of("COMPANYthings", "plain", "prod/AppBeta/x", "test-one"));
        assertOrder("last-changed-date", List.of("prod/AppBeta/x", "COMPANYthings", "plain", "test-one"));
        aws.getSecretValue(each -> each.secretId(named("prod/AppBeta/x")));
        assertOrder("last-accessed-date", List.of("test-one", "COMPANYthings", "plain", "prod/AppBeta/x"));
    }

    private static void assertOrder(String sortBy, List<String> ascending) {
        List<String> descending = new ArrayList<>(ascending);
        Collections.reverse(descending);
        Filter ours = filter("tag-value", mark.value());
        assertThat(listed(each -> each.filters(ours).sortBy(sortBy).maxResults(1)))
                .isEqualTo(ascending);
        assertThat(listed(each ->
                        each.filters(ours).sortBy(sortBy).sortOrder("desc").maxResults(3)))
                .isEqualTo(descending);
    }

    private static String named(String called) {
        return CALLED.keySet().stream()
                .filter(name -> CALLED.get(name).equals(called))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPrimaryIsFoundByItsOwnRegion() {
        assertThat(listed(filters(filter("primary-region", endpoint.region())))).isEqualTo(OLDEST_FIRST);
        assertThat(listed(filters(filter("primary-region", "!" + endpoint.region()))))
                .isEmpty();
    }

    @Test
    void secretsThatAreScheduledForDeletionAppearOnlyOnRequest() {
        assertThat(listed(each -> {})).isEqualTo(OLDEST_FIRST);
        assertThat(listed(each -> each.includePlannedDeletion(true))).contains("gone");
    }

    @Test
    void aTokenIsGoodForItsOwnListingAlone() {
        String token = aws.listSecrets(each -> each.maxResults(1)).nextToken();

        String message = "The NextToken value is invalid.";
        assertRefused(
                () -> aws.listSecrets(each -> each.nextToken(token).sortOrder("desc")),
                "InvalidNextTokenException",
                message);
        assertRefused(
                () -> aws.listSecrets(each -> each.nextToken(token).filters(filter("name", "p"))),
                "InvalidNextTokenException",
                message);
        assertRefused(
                () -> aws.listSecrets(each -> each.nextToken("AAAA" + token)), "InvalidNextTokenException", message);
    }

    @Test
    void whatIsNoFilterIsRefusedInAwsWords() {
        assertRefused(
                () -> aws.listSecrets(filters(Filter.builder().values("x").build())),
                "InvalidParameterException",
                "Invalid filter key");
        assertRefused(
                () -> aws.listSecrets(filters(Filter.builder().key("name").build())),
                "InvalidParameterException",
                "Invalid filter values for key: name");
        assertRefused(
                () -> aws.listSecrets(filters(filter("colour", "x"))),
                "ValidationException",
                "1 validation error detected: Value 'colour' at 'filters.1.member.key' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [all, name, tag-key, description, tag-value,"
                        + " primary-region, owning-service]");
    }

    private static List<String> listed(Consumer<ListSecretsRequest.Builder> request) {
        return aws.listSecretsPaginator(request).stream()
                .flatMap(page -> page.secretList().stream())
                .map(SecretListEntry::name)
                .filter(CALLED::containsKey)
                .map(CALLED::get)
                .toList();
    }

    private static Consumer<ListSecretsRequest.Builder> filters(Filter... filters) {
        return each -> each.filters(filters);
    }

    private static Filter filter(String key, String... values) {
        return Filter.builder().key(key).values(values).build();
    }
}
