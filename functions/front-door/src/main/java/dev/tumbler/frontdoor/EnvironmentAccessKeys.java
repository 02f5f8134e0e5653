package dev.tumbler.frontdoor;

import dev.tumbler.domain.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Pattern ENTRY = Pattern.compile("(\\w{1,128}):([^\\s,:]{32,})(:rds)?");

    private record Key(String secret, Optional<String> service) {
        @Override
        public String toString() {
            return "Key[service=" + service + "]";
        }
    }

    private final Map<String, Key> byId;

    private EnvironmentAccessKeys(Map<String, Key> byId) {
        this.byId = byId;
    }

    /**
     * Reads the variable, or fails in words that show nothing of it.
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
            Matcher entry = ENTRY.matcher(entries[i].strip());
            if (!entry.matches()) {
                throw new IllegalStateException("Entry " + (i + 1) + " of " + VARIABLE
                        + " must be accessKeyId:secretAccessKey: letters, digits and _, then 32 characters or more without"
                        + " comma, colon and space; :rds may follow");
            }
            Optional<String> service = Optional.ofNullable(entry.group(3)).map(suffix -> suffix.substring(1));
            if (keys.put(entry.group(1), new Key(entry.group(2), service)) != null) {
                throw new IllegalStateException(
                        "Entry " + (i + 1) + " of " + VARIABLE + " has the accessKeyId of an earlier one");
            }
        }
        return new EnvironmentAccessKeys(keys);
    }

    /** The keys as good in the account and region of a function, and in no other. */
    AccessKeys in(Caller function) {
        return new AccessKeys() {
            @Override
            public Optional<Credentials> find(String accessKeyId) {
                return Optional.ofNullable(byId.get(accessKeyId))
                        .map(key -> new Credentials(
                                accessKeyId,
                                key.secret(),
                                function.account(),
                                "arn:aws:iam::" + function.account() + ":user/" + accessKeyId,
                                accessKeyId,
                                key.service()));
            }

            @Override
            public boolean serves(String region) {
                return region.equals(function.region());
            }
        };
    }
}
