package dev.tumbler.store;

import dev.tumbler.domain.rotation.Rotation;
import dev.tumbler.domain.rotation.RotationRules;
import dev.tumbler.domain.rotation.RotationSettings;
import dev.tumbler.domain.rotation.RotationStatus;
import java.util.Map;

/** A secret's rotation as a document. */
final class RotationDocument {
    private RotationDocument() {}

    static Map<String, Object> write(Rotation rotation) {
        return new Document()
                .with("enabled", rotation.enabled())
                .with("function", rotation.function())
                .with("rules", rotation.rules().map(RotationDocument::write))
                .withMoment("lastRotated", rotation.lastRotated())
                .with("status", rotation.status().name())
                .with("attempt", rotation.attempt().map(RotationDocument::write))
                .fields();
    }

    private static Map<String, Object> write(RotationRules rules) {
        return new Document()
                .with("automaticallyAfterDays", rules.automaticallyAfterDays().map(Integer::longValue))
                .with("scheduleExpression", rules.scheduleExpression())
                .with("duration", rules.duration())
                .fields();
    }

    private static Map<String, Object> write(Rotation.Attempt attempt) {
        return new Document()
                .with("token", attempt.token())
                .with("tries", (long) attempt.tries())
                .withMoment("notBefore", attempt.notBefore())
                .fields();
    }

    static Rotation read(Fields fields) {
        return new Rotation(
                fields.optionalFlag("enabled"),
                new RotationSettings(
                        fields.optionalText("function"),
                        fields.optionalNested("rules").map(RotationDocument::readRules)),
                fields.optionalMoment("lastRotated"),
                RotationStatus.valueOf(fields.text("status")),
                fields.optionalNested("attempt").map(RotationDocument::readAttempt));
    }

    private static RotationRules readRules(Fields fields) {
        return new RotationRules(
                fields.optionalSmallNumber("automaticallyAfterDays"),
                fields.optionalText("scheduleExpression"),
                fields.optionalText("duration"));
    }

    private static Rotation.Attempt readAttempt(Fields fields) {
        return new Rotation.Attempt(fields.text("token"), fields.smallNumber("tries"), fields.moment("notBefore"));
    }
}
