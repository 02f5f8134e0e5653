package dev.tumbler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever the domain can hold comes back from its document as it was. */
class DocumentsTest {

    @Provide
    Arbitrary<Secret> secrets() {
        return DomainArbitraries.secrets();
    }

    @Provide
    Arbitrary<Database> instances() {
        return DomainArbitraries.instances();
    }

    private static Fields throughBytes(Map<String, Object> document) {
        return new Fields(CborDocument.read(CborDocument.write(document)));
    }

    @Property
    void aSecretComesBackAsItWas(@ForAll("secrets") Secret secret) {
        Secret read = SecretDocument.read(throughBytes(SecretDocument.write(secret)));

        assertThat(read).isEqualTo(secret);
        assertThat(order(read)).isEqualTo(order(secret));
    }

    /** What equality overlooks: the order of versions, labels and tags. */
    private static List<Object> order(Secret secret) {
        List<Object> order = new ArrayList<>(secret.versions().byId().keySet());
        for (Version version : secret.versions().all()) {
            order.addAll(version.labels());
        }
        secret.details().tags().ifPresent(tags -> order.addAll(tags.keySet()));
        return order;
    }

    @Property
    void anInstanceComesBackAsItWas(@ForAll("instances") Database instance) {
        Database read = DatabaseDocument.read(throughBytes(DatabaseDocument.write(instance)));

        assertThat(read).isEqualTo(instance);
        assertThat(List.copyOf(read.settings().tags().keySet()))
                .isEqualTo(List.copyOf(instance.settings().tags().keySet()));
    }

    /** As they were stored before there were clusters. */
    @Property
    void anInstanceOfEarlierTimesComesBackAsItWas(@ForAll("instances") Database instance) {
        Assume.that(instance.id().kind() == DatabaseKind.INSTANCE
                && instance.members().isEmpty());
        Map<String, Object> earlier = new HashMap<>(DatabaseDocument.write(instance));
        earlier.keySet().removeAll(List.of("kind", "members"));

        assertThat(DatabaseDocument.read(throughBytes(earlier))).isEqualTo(instance);
    }

    /** As they were stored before types of storage were kept. */
    @Property
    void storageOfEarlierTimesHasItsSizeAlone(@ForAll("instances") Database instance) {
        Map<String, Object> earlier = new HashMap<>(DatabaseDocument.write(instance));
        Map<String, Object> settings =
                new HashMap<>(new Fields(earlier).nested("settings").fields());
        settings.keySet().removeAll(List.of("storageType", "iops", "storageThroughput"));
        earlier.put("settings", settings);

        assertThat(DatabaseDocument.read(throughBytes(earlier)).settings().storage())
                .isEqualTo(Database.Storage.of(instance.settings().storage().allocated()));
    }

    @Test
    void aDocumentThatLacksAFieldFailsByTheFieldsName() {
        SealedValue value = new SealedValue(SealedValue.Kind.STRING, "key", new byte[1], new byte[1], new byte[1]);
        Map<String, Object> document = SealedValueDocument.write(value);
        document.remove("nonce");

        assertThatIllegalStateException()
                .isThrownBy(() -> SealedValueDocument.read(new Fields(document)))
                .withMessageContaining("nonce");
        document.put("nonce", "text");
        assertThatIllegalStateException()
                .isThrownBy(() -> SealedValueDocument.read(new Fields(document)))
                .withMessageContaining("nonce");
    }
}
