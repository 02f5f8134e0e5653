package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.w3c.dom.Element;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** Whatever is sent, the router answers as a service of AWS would, and a call that it refuses leaves nothing behind. */
class FuzzIT {
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private static final List<OfferedOperation> OPERATIONS = OfferedOperation.all();

    private static Path folder;
    private static RouterProcess router;
    private static AwsClients clients;
    private static RawClient raw;
    private static Noise noise;
    private static List<SecretListEntry> stored;

    @BeforeContainer
    static void start() throws IOException {
        folder = Files.createTempDirectory("fuzz");
        router = RouterProcess.startInMemory(folder.resolve("router.log"));
        clients = router.clients();
        raw = new RawClient(router.endpoint());
        noise = new Noise(known());
        stored = listed();
    }

    /** What requests may speak of: a secret, one whose deletion is scheduled, a key, tokens. */
    private static List<String> known() {
        List<String> known =
                new ArrayList<>(List.of("kept", "given-up", "new", "alias/aws/secretsmanager", "alias/own"));
        for (String name : List.of("kept", "given-up")) {
            var created = clients.secrets().createSecret(each -> each.name(name).secretString("value of " + name));
            known.add(created.arn());
            known.add(created.versionId());
            known.add(created.arn().substring(0, created.arn().length() - 7));
        }
        clients.secrets().putSecretValue(each -> each.secretId("kept").secretString("second"));
        clients.secrets().deleteSecret(each -> each.secretId("given-up"));
        try (KmsClient kms = router.caller().configure(KmsClient.builder()).build()) {
            String key = kms.createKey().keyMetadata().keyId();
            kms.createAlias(each -> each.aliasName("alias/own").targetKeyId(key));
            known.add(key);
            known.add(kms.describeKey(each -> each.keyId(key)).keyMetadata().arn());
        }
        known.add(clients.secrets().listSecrets(each -> each.maxResults(1)).nextToken());
        known.removeIf(Objects::isNull);
        return known;
    }

    @AfterContainer
    static void stop() throws IOException {
        raw.close();
        clients.close();
        router.close();
        removeFolder();
    }

    private static void removeFolder() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Provide
    Arbitrary<FuzzedCall> calls() {
        return FuzzedCalls.of(OPERATIONS, noise);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyCallIsAnsweredAndARefusedOneChangesNothing(@ForAll("calls") FuzzedCall call) throws Exception {
        answer(call);
    }

    @Property(tries = 60_000, edgeCases = EdgeCasesMode.NONE)
    @Tag("nightly")
    void everyOneOfManyCallsIsAnsweredAndARefusedOneChangesNothing(@ForAll("calls") FuzzedCall call) throws Exception {
        answer(call);
    }

    private static void answer(FuzzedCall call) throws Exception {
        RawClient.Reply reply = raw.send(call);

        assertThat(reply.status()).as(reply.body().toString()).isLessThan(SERVER_ERROR);
        assertThat(reply.headers().get("x-amzn-RequestId")).isNotEmpty();
        if (!call.method().equals("HEAD")) {
            assertBodyIsOfItsForm(reply);
        }
        List<SecretListEntry> now = listed();
        if (reply.status() >= CLIENT_ERROR) {
            assertThat(now).isEqualTo(stored);
        }
        stored = now;
    }

    private static void assertBodyIsOfItsForm(RawClient.Reply reply) throws Exception {
        boolean refused = reply.status() >= CLIENT_ERROR;
        if (reply.headers().get("Content-Type").startsWith("text/xml")) {
            Element root = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(reply.body().getBytes()))
                    .getDocumentElement();
            assertThat(root.getTagName()).matches(refused ? "ErrorResponse" : ".+Response");
            assertThat(text(root, "RequestId")).isEqualTo(reply.headers().get("x-amzn-RequestId"));
            assertThat(!refused || !text(root, "Code").isBlank()).isTrue();
        } else {
            JsonObject answer = new JsonObject(reply.body());
            assertThat(answer.getString("__type")).isEqualTo(reply.headers().get("x-amzn-ErrorType"));
            assertThat(answer.containsKey("__type")).isEqualTo(refused);
        }
    }

    private static String text(Element root, String name) {
        return root.getElementsByTagName(name).item(0).getTextContent();
    }

    /** Without the day on which a secret was read: a call may be refused after it read. */
    private static List<SecretListEntry> listed() {
        return clients.secrets().listSecretsPaginator(each -> each.includePlannedDeletion(true)).stream()
                .flatMap(page -> page.secretList().stream())
                .map(each -> each.toBuilder().lastAccessedDate(null).build())
                .toList();
    }

    @AfterProperty
    void theRouterGoesOnAndHasNothingToComplainOf() throws IOException {
        assertThat(clients.sts().getCallerIdentity().account()).isNotEmpty();
        assertThat(router.log()).doesNotContain(" ERROR ", "Exception");
    }
}
