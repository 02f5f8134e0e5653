package dev.tumbler.frontdoor;

import dev.tumbler.domain.Arn;
import dev.tumbler.domain.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The access keys that a deployed front door takes, from the environment variable {@code TUMBLER_ACCESS_KEYS}: entries
 * {@code accessKeyId:secretAccessKey}, separated by commas. That is one line, so a parameter with {@code NoEcho} of a SAM
 * template can hold it. An entry that ends in {@code :rds} is for the functions that rotate: its calls are RDS's own, which
 * alone may change the secrets that RDS owns.
 *
 * <p>They are keys of this front door and no keys of IAM, whose secrets AWS tells nobody. Whoever deploys makes them up. As
 * everybody may knock at a Function URL, a secret that could be guessed is refused: AWS's own have 40 characters.
 */
final class EnvironmentAccessKeys {
    static final String VARIABLE = "TUMBLER_ACCESS_KEYS";

    /** More regions than the function's own, separated by commas: their secrets rest in the same table. */
    static final String REGIONS = "TUMBLER_REGIONS";

    private static final Pattern ENTRY = Pattern.compile("(\\w{1,128}):([^\\s,:]{32,})(:rds)?");

    /** What a key is good for; its id is the entry's first part. */
    private record Key(String secret, Optional<String> service) {

        /** Of an entry that matches. */
        static Key of(Matcher entry) {
            return new Key(entry.group(2), Optional.ofNullable(entry.group(3)).map(suffix -> suffix.substring(1)));
        }

        @Override
        public String toString() {
            return "Key[service=" + service + "]";
        }
    }

    private final Map<String, Key> byId;
    private final Set<String> regions;

    private EnvironmentAccessKeys(Map<String, Key> byId, Set<String> regions) {
        this.byId = byId;
        this.regions = regions;
    }

    /**
     * Reads the variables, or fails in words that show nothing of them.
     *
     * @param environment answers null for a variable that is not set
     */
    static EnvironmentAccessKeys from(UnaryOperator<String> environment) {
        String value = environment.apply(VARIABLE);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(VARIABLE + " is not set: nobody could call this function");
        }
        Map<String, Key> keys = new HashMap<>();
        String[] entries = value.split(",", -1);
        for (int i = 0; i < entries.length; i++) {
            Matcher entry = entry(entries[i], i + 1);
            if (keys.put(entry.group(1), Key.of(entry)) != null) {
                throw new IllegalStateException(
                        "Entry " + (i + 1) + " of " + VARIABLE + " has the accessKeyId of an earlier one");
            }
        }
        return new EnvironmentAccessKeys(keys, regions(environment.apply(REGIONS)));
    }

    private static Matcher entry(String text, int number) {
        Matcher entry = ENTRY.matcher(text.strip());
        if (!entry.matches()) {
            throw new IllegalStateException("Entry " + number + " of " + VARIABLE
                    + " must be accessKeyId:secretAccessKey: letters, digits and _, then 32 characters or more without"
                    + " comma, colon and space; :rds may follow");
        }
        return entry;
    }

    private static Set<String> regions(String value) {
        return Stream.of(Optional.ofNullable(value).orElse("").split(","))
                .map(String::strip)
                .filter(region -> !region.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String user(String accessKeyId, Caller function) {
        return Arn.global("iam", function.region(), function.account(), "user/" + accessKeyId)
                .toString();
    }

    /** The keys as good in the account of a function, in its region and in those that are named beside it. */
    AccessKeys in(Caller function) {
        return new AccessKeys() {
            @Override
            public Optional<Credentials> find(String accessKeyId) {
                return Optional.ofNullable(byId.get(accessKeyId))
                        .map(key -> new Credentials(
                                accessKeyId,
                                key.secret(),
                                function.account(),
                                user(accessKeyId, function),
                                accessKeyId,
                                key.service()));
            }

            @Override
            public boolean serves(String region) {
                return region.equals(function.region()) || regions.contains(region);
            }
        };
    }
}
