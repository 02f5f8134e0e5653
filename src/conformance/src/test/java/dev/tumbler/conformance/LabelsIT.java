package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Where staging labels go, as it was recorded from AWS. */
@ExtendWith(SharedEndpoint.class)
class LabelsIT {
    private static final String VERSION = "00000000-0000-0000-0000-00000000000";

    private final SecretsManagerClient aws;
    private final Wire wire;
    private final String name;

    LabelsIT(Endpoint endpoint) {
        aws = endpoint.secrets();
        name = endpoint.unique("labels");
        wire = new Wire(endpoint.caller()).with("name", name);
    }

    /** Version 1 is the secret's first value. */
    @BeforeEach
    void create() {
        aws.createSecret(each -> each.name(name).secretString("1").clientRequestToken(VERSION + 1));
    }

    /** Each step is a call: {@code put VERSION LABELS}, {@code update VERSION}, {@code move LABEL FROM TO}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            put 2                                                             | 1 AWSPREVIOUS, 2 AWSCURRENT
            put 2, put 3                                                      | 2 AWSPREVIOUS, 3 AWSCURRENT
            put 2, update 3                                                   | 2 AWSPREVIOUS, 3 AWSCURRENT
            put 2 AWSCURRENT                                                  | 1 AWSPREVIOUS, 2 AWSCURRENT
            put 2 AWSPENDING                                                  | 1 AWSCURRENT, 2 AWSPENDING
            put 2 AWSPENDING, put 3 AWSPENDING                                | 1 AWSCURRENT, 3 AWSPENDING
            put 2 AWSPENDING, put 3                                           | 1 AWSPREVIOUS, 3 AWSCURRENT
            put 2 AWSPENDING, move AWSCURRENT 1 2                             | 1 AWSPREVIOUS, 2 AWSCURRENT AWSPENDING
            put 2 AWSPENDING, move AWSCURRENT 1 2, put 3                      | 2 AWSPREVIOUS, 3 AWSCURRENT
            put 2 AWSPENDING, move AWSCURRENT 1 2, put 3 AWSPENDING           | 1 AWSPREVIOUS, 2 AWSCURRENT, 3 AWSPENDING
            put 2 AWSPENDING, move AWSCURRENT 1 2, move AWSPENDING 2 -        | 1 AWSPREVIOUS, 2 AWSCURRENT
            put 2, move AWSCURRENT 2 1                                        | 1 AWSCURRENT, 2 AWSPREVIOUS
            put 2 AWSSOMETHING                                                | 1 AWSCURRENT, 2 AWSSOMETHING
            put 2 PUT0, put 3 PUT1, put 4                                     | 1 AWSPREVIOUS, 2 PUT0, 3 PUT1, 4 AWSCURRENT
            put 2 PUT0, put 3 PUT0                                            | 1 AWSCURRENT, 3 PUT0
            put 2 AWSCURRENT PUT0, put 3                                      | 2 AWSPREVIOUS PUT0, 3 AWSCURRENT
            put 2 PUT0, move AWSCURRENT 1 2, put 3                            | 2 AWSPREVIOUS PUT0, 3 AWSCURRENT
            move BLUE - 1                                                     | 1 AWSCURRENT BLUE
            move BLUE - 1, put 2, move BLUE 1 2                               | 1 AWSPREVIOUS, 2 AWSCURRENT BLUE
            put 2, move AWSPREVIOUS 1 -                                       | 2 AWSCURRENT
            """)
    void moveAsInAws(String steps, String labels) {
        Arrays.stream(steps.split(", ")).map(step -> step.split(" ")).forEach(this::take);

        assertThat(labels()).isEqualTo(labels);
    }

    private void take(String... step) {
        switch (step[0]) {
            case "put" -> put(step[1], List.of(step).subList(2, step.length));
            case "update" ->
                aws.updateSecret(each -> each.secretId(name)
                        .clientRequestToken(VERSION + step[1])
                        .secretString(step[1]));
            default -> move(step[1], step[2], step[3]);
        }
    }

    private void put(String version, List<String> labels) {
        assertThat(aws.putSecretValue(each -> each.secretId(name)
                                .clientRequestToken(VERSION + version)
                                .secretString(version)
                                .versionStages(labels.isEmpty() ? null : labels))
                        .versionStages())
                .containsExactlyInAnyOrderElementsOf(labels.isEmpty() ? List.of("AWSCURRENT") : labels);
    }

    private void move(String label, String from, String to) {
        aws.updateSecretVersionStage(each -> each.secretId(name)
                .versionStage(label)
                .removeFromVersionId(from.equals("-") ? null : VERSION + from)
                .moveToVersionId(to.equals("-") ? null : VERSION + to));
    }

    private String labels() {
        Map<String, String> labels = new TreeMap<>();
        aws.describeSecret(each -> each.secretId(name))
                .versionIdsToStages()
                .forEach((id, each) -> labels.put(
                        id.substring(VERSION.length()),
                        String.join(" ", each.stream().sorted().toList())));
        return labels.toString().replace("=", " ").replaceAll("[{}]", "");
    }

    @Test
    void aVersionWithoutLabelsIsListedOnRequestAloneAndStillRead() {
        take("put", "2");
        take("put", "3");
        JsonObject known = wire.answer("ListSecretVersionIds", "{\"SecretId\":\"${name}\"}");
        JsonObject all = wire.answer(
                "ListSecretVersionIds", """
                {"SecretId":"${name}","IncludeDeprecated":true}""");

        assertThat(known.getJsonArray("Versions")).hasSize(2);
        assertThat(version(all, VERSION + 1).fieldNames())
                .containsExactlyInAnyOrder("VersionId", "CreatedDate", "KmsKeyIds");
        assertThat(version(all, VERSION + 1).getJsonArray("KmsKeyIds"))
                .isEqualTo(new JsonArray().add("DefaultEncryptionKey"));
        assertThat(aws.getSecretValue(each -> each.secretId(name).versionId(VERSION + 1))
                        .secretString())
                .isEqualTo("1");
    }

    private static JsonObject version(JsonObject answer, String id) {
        return answer.getJsonArray("Versions").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("VersionId").equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void versionsArePagedThroughOnce() {
        for (int version = 2; version <= 5; version++) {
            take("put", String.valueOf(version), "L" + version);
        }
        assertThat(aws.listSecretVersionIdsPaginator(each -> each.secretId(name).maxResults(2)).stream()
                        .flatMap(page -> page.versions().stream())
                        .map(each -> each.versionId().substring(VERSION.length())))
                .containsExactlyInAnyOrder("1", "2", "3", "4", "5");
    }
}
