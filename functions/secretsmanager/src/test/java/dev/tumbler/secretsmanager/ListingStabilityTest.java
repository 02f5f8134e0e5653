package dev.tumbler.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SortByType;
import software.amazon.awssdk.services.secretsmanager.model.SortOrderType;

/** Others write between the pages. What is there all the time is listed once. */
class ListingStabilityTest {
    private static final int KEPT = 9;

    /** What somebody does to a secret of another, or to one that stays but is changed. */
    enum Write {
        CREATE,
        DELETE,
        CREATE_AGAIN,
        CHANGE_KEPT,
        READ_KEPT
    }

    record Between(Write write, int number) {}

    @Property(tries = 150)
    void aSecretThatStaysIsListedOnceWhateverIsWrittenBetweenThePages(
            @ForAll("orders") SortByType sortBy,
            @ForAll SortOrderType sortOrder,
            @ForAll @IntRange(min = 1, max = 4) int size,
            @ForAll boolean filtered,
            @ForAll("writes") List<List<Between>> between) {
        try (SecretsService service = new SecretsService()) {
            populate(service);
            Consumer<ListSecretsRequest.Builder> request = each -> {
                each.sortBy(sortBy).sortOrder(known(sortOrder)).maxResults(size);
                if (filtered) {
                    each.filters(Filter.builder().key("all").values("kept").build());
                }
            };

            List<String> listed = list(service, request, between);

            assertThat(listed.stream().filter(name -> name.startsWith("kept")))
                    .hasSize(KEPT)
                    .doesNotHaveDuplicates();
        }
    }

    private static SortOrderType known(SortOrderType order) {
        return order == SortOrderType.DESC ? order : SortOrderType.ASC;
    }

    /** By a date that moves, those that do not move are listed once. */
    @Property(tries = 50)
    void aSecretThatNobodyChangesIsListedOnceInTheOrderOfChangesToo(
            @ForAll SortOrderType sortOrder,
            @ForAll @IntRange(min = 1, max = 4) int size,
            @ForAll("writesToOthers") List<List<Between>> between) {
        try (SecretsService service = new SecretsService()) {
            populate(service);

            List<String> listed = list(
                    service,
                    each -> each.sortBy(SortByType.LAST_CHANGED_DATE)
                            .sortOrder(known(sortOrder))
                            .maxResults(size),
                    between);

            assertThat(listed.stream().filter(name -> name.startsWith("kept")))
                    .hasSize(KEPT)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aSecretThatIsChangedMeanwhileMayComeTwiceGoingUpAndBeMissedGoingDown() {
        try (SecretsService service = new SecretsService()) {
            populate(service);
            List<List<Between>> change = List.of(List.of(new Between(Write.CHANGE_KEPT, 0)));
            assertThat(list(service, each -> changes(each, SortOrderType.ASC), change))
                    .filteredOn("kept-0"::equals)
                    .hasSize(2);
            List<List<Between>> another = List.of(List.of(new Between(Write.CHANGE_KEPT, 1)));
            assertThat(list(service, each -> changes(each, SortOrderType.DESC), another))
                    .doesNotContain("kept-1");
        }
    }

    private static void changes(ListSecretsRequest.Builder request, SortOrderType order) {
        request.sortBy(SortByType.LAST_CHANGED_DATE).sortOrder(order).maxResults(1);
    }

    private static void populate(SecretsService service) {
        for (int number = 0; number < KEPT; number++) {
            String name = "-" + number;
            service.clock.advance(Duration.ofMillis(number % 2));
            service.createSecret(each -> each.name("kept" + name).secretString("v"));
            service.createSecret(each -> each.name("other" + name));
        }
    }

    private static List<String> list(
            SecretsService service, Consumer<ListSecretsRequest.Builder> request, List<List<Between>> between) {
        List<String> names = new ArrayList<>();
        String next = null;
        int pages = 0;
        do {
            String token = next;
            ListSecretsResponse page = service.listSecrets(request.andThen(each -> each.nextToken(token)));
            names.addAll(page.secretList().stream().map(SecretListEntry::name).toList());
            next = page.nextToken();
            if (pages < between.size()) {
                between.get(pages).forEach(each -> write(service, each));
            }
            pages++;
        } while (next != null);
        return names;
    }

    private static void write(SecretsService service, Between between) {
        service.clock.advance(Duration.ofSeconds(1));
        String other = "other-" + between.number();
        String kept = "kept-" + between.number();
        switch (between.write()) {
            case CREATE ->
                service.refusal(() -> service.createSecret(
                        each -> each.name(between.write().name().toLowerCase(Locale.ROOT) + other)));
            case DELETE -> delete(service, other);
            case CREATE_AGAIN -> {
                delete(service, other);
                service.createSecret(each -> each.name(other));
            }
            case CHANGE_KEPT -> service.updateSecret(each -> each.secretId(kept).description("kept, and changed"));
            case READ_KEPT -> service.getSecretValue(each -> each.secretId(kept));
        }
    }

    private static void delete(SecretsService service, String name) {
        service.deleteSecret(each -> each.secretId(name).forceDeleteWithoutRecovery(true));
    }

    @Provide
    Arbitrary<SortByType> orders() {
        return Arbitraries.of(SortByType.CREATED_DATE, SortByType.NAME);
    }

    @Provide
    Arbitrary<List<List<Between>>> writes() {
        return between(Arbitraries.of(Write.class));
    }

    @Provide
    Arbitrary<List<List<Between>>> writesToOthers() {
        return between(Arbitraries.of(Write.CREATE, Write.DELETE, Write.CREATE_AGAIN));
    }

    private static Arbitrary<List<List<Between>>> between(Arbitrary<Write> writes) {
        return Combinators.combine(writes, Arbitraries.integers().between(0, KEPT - 1))
                .as(Between::new)
                .list()
                .ofMaxSize(4)
                .list()
                .ofMaxSize(10);
    }
}
