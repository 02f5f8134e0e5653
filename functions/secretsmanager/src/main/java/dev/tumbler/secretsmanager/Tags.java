package dev.tumbler.secretsmanager;

import dev.tumbler.domain.AwsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Tags as requests and answers carry them, in their order. */
final class Tags {
    private Tags() {}

    /** Reads the tags of a request. The words of the refusal are ours: AWS's are not published. */
    static Map<String, String> read(List<Tag> tags) {
        Map<String, String> read = new LinkedHashMap<>();
        for (Tag tag : tags) {
            if (read.put(tag.key(), tag.value() == null ? "" : tag.value()) != null) {
                throw AwsException.invalidParameter(
                        "You can't specify the tag key " + tag.key() + " more than once in a request.");
            }
        }
        return read;
    }

    static List<Tag> write(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
