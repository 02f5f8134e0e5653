package dev.tumbler.domain.secret.search;

import dev.tumbler.domain.secret.Secret;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a filter looks at, and how each value is held against it. */
public enum FilterKey {
    /** Every word begins a word of the description; case does not count. */
    DESCRIPTION("description") {
        @Override
        boolean matches(Secret secret, String value) {
            String description = secret.details().description().orElse("");
            return Words.betweenSpaces(value).beginWordsOf(Words.betweenSpaces(description));
        }
    },
    /** The name begins so; case counts. */
    NAME("name") {
        @Override
        boolean matches(Secret secret, String value) {
            return secret.id().name().startsWith(value);
        }
    },
    /** A tag's key begins so; case counts. */
    TAG_KEY("tag-key") {
        @Override
        boolean matches(Secret secret, String value) {
            return anyStartsWith(tags(secret).keySet(), value);
        }
    },
    /** A tag's value begins so; case counts. */
    TAG_VALUE("tag-value") {
        @Override
        boolean matches(Secret secret, String value) {
            return anyStartsWith(tags(secret).values(), value);
        }
    },
    /** The region of the primary begins so; case counts. A secret without replicas is in its primary region. */
    PRIMARY_REGION("primary-region") {
        @Override
        boolean matches(Secret secret, String value) {
            String region = secret.primaryRegion().orElse(secret.id().region());
            return region.startsWith(value);
        }
    },
    /** The owning service begins so. Case counts; AWS's guide of 2023 said otherwise, and its reference prevails. */
    OWNING_SERVICE("owning-service") {
        @Override
        boolean matches(Secret secret, String value) {
            return anyStartsWith(secret.details().owningService().stream().toList(), value);
        }
    },
    /** Every part begins a part of the name, the description, or a tag's key or value; case does not count. */
    ALL("all") {
        @Override
        boolean matches(Secret secret, String value) {
            Stream<String> tags =
                    tags(secret).entrySet().stream().flatMap(tag -> Stream.of(tag.getKey(), tag.getValue()));
            String everything = Stream.concat(
                            Stream.of(
                                    secret.id().name(),
                                    secret.details().description().orElse("")),
                            tags)
                    .collect(Collectors.joining(" "));
            return Words.parts(value).beginWordsOf(Words.parts(everything));
        }
    };

    private final String wireName;

    FilterKey(String wireName) {
        this.wireName = wireName;
    }

    /** The key as requests spell it. */
    public String wireName() {
        return wireName;
    }

    public static Optional<FilterKey> of(String wireName) {
        return Stream.of(values()).filter(key -> key.wireName.equals(wireName)).findFirst();
    }

    /** Whether one value, without the mark of a negation, fits the secret. */
    abstract boolean matches(Secret secret, String value);

    private static boolean anyStartsWith(Collection<String> texts, String value) {
        return texts.stream().anyMatch(text -> text.startsWith(value));
    }

    private static Map<String, String> tags(Secret secret) {
        return secret.details().tags().orElse(Map.of());
    }
}
