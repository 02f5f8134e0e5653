package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidValue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * The tags of a resource: up to 50, in the order they were first given. The limits are AWS's; of its words those about a
 * value's characters are known, and the others are put like them.
 */
final class ResourceTags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final String ALLOWED =
            " may only contain unicode letters, digits, whitespace, or one of these symbols: _ . : / = + \\ - @";

    private ResourceTags() {}

    /** The tags of a request, once every rule on them has been passed. A tag without a value has an empty one. */
    static Map<String, String> checked(List<Tag> given) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Tag tag : given) {
            tags.put(
                    checkedKey(tag.key()),
                    checkedValue(tag.key(), Optional.ofNullable(tag.value()).orElse("")));
        }
        return checkedNumber(tags);
    }

    /** What a resource has once it is given more; a key that it has already gets the new value. */
    static Map<String, String> added(Map<String, String> stored, Map<String, String> more) {
        Map<String, String> tags = new LinkedHashMap<>(stored);
        tags.putAll(more);
        // a tag of ours may have made them one more than a caller can give
        return tags.size() == stored.size() ? tags : checkedNumber(tags);
    }

    /** What a resource has without these; a key that it has not is no error. */
    static Map<String, String> removed(Map<String, String> stored, List<String> keys) {
        Map<String, String> tags = new LinkedHashMap<>(stored);
        keys.forEach(ResourceTags::checkedKey);
        tags.keySet().removeAll(keys);
        return tags;
    }

    private static Map<String, String> checkedNumber(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw invalidValue("A resource can have at most " + MOST + " tags.");
        }
        return tags;
    }

    private static String checkedKey(String key) {
        if (key == null || key.isEmpty() || key.length() > LONGEST_KEY) {
            throw invalidValue("Tag keys must be from 1 to " + LONGEST_KEY + " characters long.");
        }
        requireAllowed("Tag keys", key);
        return key;
    }

    /** The tag that attaches a server is ours, and an address of IPv6 has brackets. */
    private static String checkedValue(String key, String value) {
        if (value.length() > LONGEST_VALUE) {
            throw invalidValue("Tag values must be at most " + LONGEST_VALUE + " characters long.");
        }
        requireAllowed("Tag values", AttachedAddress.TAG.equals(key) ? value.replaceAll("[\\[\\]]", "") : value);
        return value;
    }

    private static void requireAllowed(String what, String text) {
        if (!CHARACTERS.matcher(text).matches()) {
            throw invalidValue(what + ALLOWED);
        }
        if (Stream.of("aws:", "rds:").anyMatch(text.toLowerCase(Locale.ROOT)::startsWith)) {
            throw invalidValue(what + " can't be prefixed with aws: or rds:");
        }
    }

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
