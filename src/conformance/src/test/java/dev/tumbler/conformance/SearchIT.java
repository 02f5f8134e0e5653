package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** ListSecrets by words, with the examples whose outcome was recorded from AWS. */
@ExtendWith(SharedEndpoint.class)
class SearchIT {
    private static final Map<String, String> CALLED = new TreeMap<>();

    private static SecretsManagerClient aws;

    @BeforeAll
    static void create(Endpoint endpoint) {
        aws = endpoint.secrets();
        for (String described : List.of("a secret", "an secret", "asecret", "thesecret", "one and two", "one", "two")) {
            create(endpoint, "", described, "");
        }
        for (String named : List.of("SecretOne", "Thirdsecret", "COMPANYthings", "foo", "bar")) {
            create(endpoint, named, "", "");
        }
        for (String separator : List.of("/", "_", "+", "=", ".", "@", "-")) {
            create(endpoint, String.join(separator, "prod", "AppBeta", "x"), "", "");
        }
        create(endpoint, "", "DescTwo", "");
        create(endpoint, "", "", "SomeFTag");
    }

    /** A secret is called here by the one thing that it can be found by. */
    private static void create(Endpoint endpoint, String name, String description, String tag) {
        String unique = endpoint.unique(name.isEmpty() ? "0" : name);
        CALLED.put(unique, name + description + tag);
        aws.createSecret(each -> each.name(unique)
                .description(description)
                .tags(
                        tag.isEmpty()
                                ? null
                                : List.of(Tag.builder().key(tag).value("0").build())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            description | a           | a secret, an secret, asecret, one and two
            description | a secret    | a secret, an secret
            description | one two     | one and two
            description | o t         | one and two
            description | ONE         | one, one and two
            name        | foo         | foo
            name        | SecretOne x | ''
            name        | Foo         | ''
            name        | prod/       | prod/AppBeta/x
            tag-key     | Some        | SomeFTag
            tag-key     | some        | ''
            all         | Secret      | SecretOne, a secret, an secret
            all         | secret      | SecretOne, a secret, an secret
            all         | sec         | SecretOne, a secret, an secret
            all         | ret         | ''
            all         | SomeSecret  | ''
            all         | d t         | DescTwo
            all         | t           | DescTwo, SomeFTag, Thirdsecret, one and two, thesecret, two
            all         | foo         | foo
            all         | company     | ''
            all         | things      | ''
            all         | pany        | ''
            all         | Ythings     | COMPANYthings
            all         | +           | ''
            all         | AppBeta     | prod+AppBeta+x, prod-AppBeta-x, prod.AppBeta.x, prod/AppBeta/x, prod=AppBeta=x, prod@AppBeta@x, prod_AppBeta_x
            all         | Beta        | prod+AppBeta+x, prod-AppBeta-x, prod.AppBeta.x, prod/AppBeta/x, prod=AppBeta=x, prod@AppBeta@x, prod_AppBeta_x
            """)
    void whatIsFoundIsWhatAwsFinds(String key, String value, String expected) {
        List<String> found = found(key, value);
        assertThat(String.join(", ", found)).isEqualTo(expected);

        List<String> others = found(key, "!" + value);
        assertThat(others).doesNotContainAnyElementsOf(found.isEmpty() ? List.of("nothing") : found);
        assertThat(others.size() + found.size()).isEqualTo(CALLED.size());
    }

    private static List<String> found(String key, String value) {
        Filter filter = Filter.builder().key(key).values(value).build();
        return aws.listSecretsPaginator(each -> each.filters(filter)).stream()
                .flatMap(page -> page.secretList().stream())
                .map(SecretListEntry::name)
                .filter(CALLED::containsKey)
                .map(CALLED::get)
                .sorted()
                .toList();
    }
}
