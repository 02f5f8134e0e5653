package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.domain.secret.Versions.AWSPENDING;
import static dev.tumbler.domain.secret.Versions.AWSPREVIOUS;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.event.DomainEvent.LabelUpdated;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What UpdateSecretVersionStage refuses, and what is told of labels that moved. */
final class LabelMove {
    /** Of these two AWS tells nothing. */
    private static final Set<String> QUIET = Set.of(AWSPENDING, AWSPREVIOUS);

    private LabelMove() {}

    /**
     * Every label that stands on a version where it did not stand before. AWS tells of a label that moves to a new version
     * of a secret: a secret that is only being made has none to move, so CreateSecret tells nothing.
     */
    static List<LabelUpdated> told(Secret before, Secret after) {
        return after.versions().labelled().stream()
                .flatMap(version -> version.labels().stream()
                        .filter(label -> !QUIET.contains(label))
                        .filter(label -> before.versions()
                                .holder(label)
                                .filter(holder -> holder.id().equals(version.id()))
                                .isEmpty())
                        .map(label -> new LabelUpdated(after.id(), after.arn(), label, version.id())))
                .toList();
    }

    static void check(
            Versions versions,
            String label,
            Optional<String> holder,
            Optional<String> removeFrom,
            Optional<String> moveTo) {
        Stream.of(removeFrom, moveTo).flatMap(Optional::stream).forEach(id -> checkExists(versions, id));
        if (removeFrom.isEmpty() && moveTo.isEmpty()) {
            throw AwsException.invalidParameter("You must specify RemoveFromVersionId, MoveToVersionId, or both.");
        }
        if (removeFrom.isPresent() && !removeFrom.equals(holder)) {
            throw AwsException.invalidParameter("The parameter RemoveFromVersionId is invalid. Staging label " + label
                    + " isn't attached to version " + removeFrom.get() + ".");
        }
        moveTo.ifPresentOrElse(to -> checkMove(versions, label, holder, removeFrom, to), () -> checkRemoval(label));
    }

    private static void checkMove(
            Versions versions, String label, Optional<String> holder, Optional<String> removeFrom, String moveTo) {
        boolean elsewhere = holder.filter(id -> !id.equals(moveTo)).isPresent();
        if (elsewhere && removeFrom.isEmpty()) {
            throw AwsException.invalidParameter("The parameter RemoveFromVersionId can't be empty. Staging label "
                    + label + " is currently attached to version " + holder.get()
                    + ", so you must explicitly reference that version in RemoveFromVersionId.");
        }
        if (label.equals(AWSCURRENT) && !versions.find(moveTo).orElseThrow().hasValue()) {
            throw AwsException.invalidRequest("You can't move staging label AWSCURRENT to version " + moveTo
                    + " because it doesn't have a secret value.");
        }
    }

    private static void checkRemoval(String label) {
        if (label.equals(AWSCURRENT)) {
            throw AwsException.invalidParameter("You can only move staging label AWSCURRENT to a different secret"
                    + " version. It can’t be completely removed.");
        }
    }

    private static void checkExists(Versions versions, String id) {
        if (versions.find(id).isEmpty()) {
            throw AwsException.notFound("Secrets Manager can't find the specified secret version: " + id);
        }
    }
}
