package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.domain.secret.Versions.AWSPENDING;
import static dev.tumbler.domain.secret.Versions.AWSPREVIOUS;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * AWS's label rules once more, told the other way round: which version holds a label, instead of which labels a version
 * has. A label sits on one version at most by its very shape.
 */
final class LabelModel {
    private final Map<String, String> holders = new LinkedHashMap<>();

    static LabelModel of(Versions versions) {
        LabelModel model = new LabelModel();
        versions.all().forEach(version -> version.labels().forEach(label -> {
            if (model.holders.put(label, version.id()) != null) {
                throw new AssertionError(label + " sits on two versions: " + versions);
            }
        }));
        return model;
    }

    void attach(String label, String id) {
        if (label.equals(AWSCURRENT) && !id.equals(holders.get(AWSCURRENT))) {
            holders.remove(AWSPREVIOUS);
            String former = holders.get(AWSCURRENT);
            if (former != null) {
                holders.put(AWSPREVIOUS, former);
            }
        }
        holders.put(label, id);
    }

    void detach(String label) {
        holders.remove(label);
    }

    void detach(String label, String id) {
        holders.remove(label, id);
    }

    /** PutSecretValue and UpdateSecret. */
    void put(String id, Collection<String> labels) {
        boolean current = labels.isEmpty() || labels.contains(AWSCURRENT) || !holders.containsKey(AWSCURRENT);
        if (current) {
            detach(AWSPENDING);
            attach(AWSCURRENT, id);
        }
        labels.forEach(label -> attach(label, id));
    }

    Map<String, String> holders() {
        return holders;
    }
}
