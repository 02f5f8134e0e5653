package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.Replicas.PARIS;
import static dev.tumbler.secretsmanager.Replicas.TOKYO;
import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.Version;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/**
 * Whatever is called, whichever regions fail meanwhile: a replica is at every moment as its primary was at some moment, and
 * in the end as it is.
 */
class ReplicationPropertiesTest {
    private static final List<String> REGIONS = List.of(PARIS, TOKYO);
    private static final List<String> KEYS = List.of("", TestingDataKeys.ORDERS, TestingDataKeys.BILLING);
    private static final SecretId PRIMARY = new SecretId("123456789012", "us-east-1", "a");

    /** What happens, where, and with which value or version. */
    record Step(Kind kind, String region, int number) {}

    enum Kind {
        PUT_CURRENT,
        PUT_MEANWHILE,
        REMOVE_MEANWHILE,
        PUT_PENDING,
        MOVE_LABEL,
        DESCRIBE,
        TAG,
        UNTAG,
        SHARE,
        CHANGE_KEY,
        READ_REPLICA,
        REPLICATE,
        REMOVE,
        PROMOTE,
        FAIL,
        FALL_SILENT,
        HEAL,
        SETTLE,
        PASS_A_MINUTE
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.of(REGIONS),
                        Arbitraries.integers().between(1, 6))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 300)
    void everyReplicaEndsAsItsPrimary(@ForAll("histories") List<Step> history) {
        try (SecretsService service = new SecretsService()) {
            World world = new World(service);
            history.forEach(world::run);
            world.end();
        }
    }

    private static final class World {
        private final SecretsService service;
        private final Replicas replicas;

        /** Another process, whose copies do not wait for those of this one. */
        private final Replicas elsewhere;

        private final Map<Long, Map<String, Object>> shownAt = new HashMap<>();

        World(SecretsService service) {
            this.service = service;
            this.replicas = new Replicas(service);
            this.elsewhere = new Replicas(service);
            replicas.create(PARIS);
            note();
        }

        void run(Step step) {
            service.refusal(() -> perform(step));
            note();
            REGIONS.forEach(this::checkPast);
        }

        private void perform(Step step) {
            String value = "v" + step.number();
            switch (step.kind()) {
                case PUT_CURRENT -> put(step);
                case PUT_MEANWHILE -> replicas.meanwhile.set(() -> service.refusal(() -> put(step)));
                case REMOVE_MEANWHILE ->
                    replicas.meanwhile.set(() -> service.refusal(() -> elsewhere.remove("a", step.region())));
                case PUT_PENDING ->
                    service.putSecretValue(each -> each.secretId("a")
                            .clientRequestToken(token(step.number()))
                            .secretString(value)
                            .versionStages("AWSPENDING"));
                case MOVE_LABEL ->
                    service.updateSecretVersionStage(
                            each -> each.secretId("a").versionStage("mine").moveToVersionId(token(step.number())));
                case DESCRIBE -> service.updateSecret(each -> each.secretId("a").description(value));
                case TAG ->
                    service.tagResource(each -> each.secretId("a")
                            .tags(Tag.builder().key(value).value(value).build()));
                case UNTAG -> service.untagResource(each -> each.secretId("a").tagKeys(value));
                case SHARE -> share(value);
                case CHANGE_KEY ->
                    service.updateSecret(each -> each.secretId("a").kmsKeyId(KEYS.get(step.number() % KEYS.size())));
                case READ_REPLICA -> replicas.value(step.region(), "a");
                case REPLICATE -> replicas.replicate("a", step.region());
                case REMOVE -> replicas.remove("a", step.region());
                case PROMOTE -> promote(step.region());
                case FAIL -> replicas.failing.add(step.region());
                case FALL_SILENT -> replicas.silent.add(step.region());
                case HEAL -> heal();
                case SETTLE -> replicas.settle();
                case PASS_A_MINUTE -> service.clock.advance(Duration.ofMinutes(1));
            }
        }

        private void put(Step step) {
            service.putSecretValue(each ->
                    each.secretId("a").clientRequestToken(token(step.number())).secretString("v" + step.number()));
            note();
        }

        private void share(String version) {
            String policy =
                    "{\"Id\":\"%s\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}}"
                            .formatted(version);
            service.call(
                    new PutResourcePolicyHandler(service.secrets, service.clock),
                    PutResourcePolicyRequest.builder()
                            .secretId("a")
                            .resourcePolicy(policy)
                            .build());
        }

        /** The promoted secret gives its name back, so that the region can be asked for again. */
        private void promote(String region) {
            replicas.in(region, () -> replicas.stop("a"));
            replicas.in(
                    region,
                    () -> service.deleteSecret(each -> each.secretId("a").forceDeleteWithoutRecovery(true)));
        }

        private void heal() {
            replicas.failing.clear();
            replicas.silent.clear();
        }

        private Optional<Secret> at(String region) {
            SecretId id = new SecretId(PRIMARY.account(), region, PRIMARY.name());
            return service.secrets.at(id).await().indefinitely();
        }

        private Secret primary() {
            return at(PRIMARY.region()).orElseThrow();
        }

        /** Two changes never share a revision while there are replicas to follow them. */
        private void note() {
            Secret primary = primary();
            if (!primary.sharing().replication().regions().isEmpty()) {
                shownAt.put(primary.sharing().replication().revision(), shown(primary));
            }
        }

        private void checkPast(String region) {
            at(region)
                    .filter(replica -> replica.sharing().replication().revision() > 0)
                    .ifPresent(replica -> assertThat(shown(replica))
                            .isEqualTo(
                                    shownAt.get(replica.sharing().replication().revision())));
        }

        private static Map<String, Object> shown(Secret secret) {
            Map<String, Set<String>> labels = new LinkedHashMap<>();
            for (Version version : secret.versions().all()) {
                labels.put(version.id() + (version.hasValue() ? " with a value" : ""), version.labels());
            }
            return Map.of(
                    "labels",
                    labels,
                    "description",
                    secret.details().description(),
                    "tags",
                    secret.details().tags(),
                    "policy",
                    secret.sharing().policy(),
                    "rotation",
                    secret.rotation().settled());
        }

        void end() {
            heal();
            replicas.meanwhile.set(() -> {});
            service.clock.advance(Duration.ofHours(1));
            replicas.converge(PRIMARY);
            Secret primary = primary();
            assertThat(primary.due()).as("nothing is left to do").isEmpty();
            for (String region : REGIONS) {
                boolean wanted = primary.sharing().replication().find(region).isPresent();
                assertThat(at(region).isPresent()).as(region).isEqualTo(wanted);
                if (wanted) {
                    assertSame(region, primary);
                }
            }
        }

        private void assertSame(String region, Secret primary) {
            assertThat(shown(at(region).orElseThrow())).isEqualTo(shown(primary));
            for (Version version : primary.versions().all()) {
                assertThat(replicas.in(
                                        region,
                                        () -> service.getSecretValue(
                                                each -> each.secretId("a").versionId(version.id())))
                                .secretString())
                        .isEqualTo(service.getSecretValue(
                                        each -> each.secretId("a").versionId(version.id()))
                                .secretString());
            }
        }
    }
}
