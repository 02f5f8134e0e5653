package dev.tumbler.rotation;

import static dev.tumbler.rotation.SecretVersions.AWSCURRENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationEventTest {

    @Test
    void awsEventIsRead() throws IOException {
        RotationEvent event = RotationEvent.read(
                stream(
                        "{\"Step\":\"setSecret\",\"SecretId\":\"arn\",\"ClientRequestToken\":\"token\",\"RotationToken\":\"r\"}"));
        assertThat(event).isEqualTo(new RotationEvent("setSecret", "arn", "token", Optional.of("r")));
    }

    @Test
    void theEventOfAWorkflowIsRead() throws IOException {
        RotationEvent event = RotationEvent.read(stream("{\"Step\":\"createSecret\",\"SecretId\":\"arn\","
                + "\"ClientRequestToken\":\"token\",\"Register\":true,\"VersionStage\":\"AWSCURRENT\"}"));
        assertThat(event)
                .isEqualTo(new RotationEvent(
                        "createSecret", "arn", "token", Optional.empty(), true, Optional.of("AWSCURRENT")));
    }

    @Test
    void aRotationTokenIsOptionalAndUnknownMembersArePassedOver() throws IOException {
        RotationEvent event = RotationEvent.read(stream("{\"New\":{\"Step\":\"x\"},\"More\":[1],\"RotationToken\":null,"
                + "\"ClientRequestToken\":\"token\",\"SecretId\":\"arn\",\"Step\":\"setSecret\"}"));
        assertThat(event).isEqualTo(new RotationEvent("setSecret", "arn", "token", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsWrittenIsRead(boolean withToken) throws IOException {
        RotationEvent event = new RotationEvent(
                "setSecret", "arn:\"quoted\"", "token", Optional.of("r").filter(any -> withToken));
        assertThat(RotationEvent.read(new ByteArrayInputStream(event.write()))).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Step", "SecretId", "ClientRequestToken"})
    void aMissingMemberIsNamed(String name) {
        String json = "{\"Step\":\"s\",\"SecretId\":\"a\",\"ClientRequestToken\":\"t\"}".replace(name, "Else");
        assertThatThrownBy(() -> RotationEvent.read(stream(json)))
                .isInstanceOf(RotationException.class)
                .hasMessage("The event has no " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "hush", "{\"RotationToken\":hush}"})
    void whatIsNoEventIsRefusedWithoutBeingQuoted(String text) {
        assertThatThrownBy(() -> RotationEvent.read(stream(text)))
                .isInstanceOf(RotationException.class)
                .hasMessage("The event is not a JSON object")
                .hasNoCause();
    }

    @Test
    void theRotationTokenIsNeverShown() {
        assertThat(new RotationEvent("setSecret", "arn", "token", Optional.of("hush")).toString())
                .contains("setSecret", "arn", "token")
                .doesNotContain("hush");
    }

    @Test
    void aFunctionRunsItsEventsAndAnswersNull() throws IOException {
        Fixture fixture = Fixture.started();
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        for (String step : Fixture.STEPS) {
            fixture.function.handleRequest(
                    stream("{\"Step\":\"" + step + "\",\"SecretId\":\"" + Fixture.ARN + "\",\"ClientRequestToken\":\""
                            + Fixture.TOKEN + "\"}"),
                    answers,
                    null);
        }
        assertThat(answers.toString(StandardCharsets.UTF_8)).isEqualTo("null".repeat(4));
        assertThat(fixture.secretsManager.labels()).containsEntry(AWSCURRENT, Fixture.TOKEN);
        assertThat(fixture.accepts(AWSCURRENT)).isTrue();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
