package dev.tumbler.standins.kms;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.Tag;

/** The tags of keys. */
final class KeyTags {
    private static final int MOST = 50;

    private KeyTags() {}

    /** The tags with those of a request. */
    static Map<String, String> added(Map<String, String> stored, List<Tag> requested) {
        Map<String, String> given = new LinkedHashMap<>();
        for (Tag tag : requested) {
            refuseReserved(tag.tagKey());
            if (given.put(tag.tagKey(), tag.tagValue()) != null) {
                throw KmsErrors.tag("Duplicate tag keys");
            }
        }
        Map<String, String> all = new LinkedHashMap<>(stored);
        all.putAll(given);
        if (all.size() > MOST) {
            // the words are ours
            throw KmsErrors.limitExceeded("A KMS key can't have more than " + MOST + " tags.");
        }
        return all;
    }

    static Map<String, String> removed(Map<String, String> stored, Collection<String> keys) {
        keys.forEach(KeyTags::refuseReserved);
        Map<String, String> left = new LinkedHashMap<>(stored);
        left.keySet().removeAll(keys);
        return left;
    }

    private static void refuseReserved(String key) {
        if (key.startsWith("aws:")) {
            throw KmsErrors.tag("aws: prefixed tag key names are not allowed for external use.");
        }
    }
}
