package dev.tumbler.domain.secret;

import dev.tumbler.domain.Action;
import dev.tumbler.domain.Arn;
import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code SecretId} parameter may be: a name, a full ARN, or a partial ARN (the ARN without its last hyphen and
 * six characters).
 *
 * @param suffix the six characters at the end of a full ARN; empty for a name or a partial ARN
 */
public record SecretArn(SecretId id, Optional<String> suffix) {
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\\d{12}:secret:(.+)");
    private static final Pattern SUFFIXED = Pattern.compile("(.+)-([A-Za-z0-9]{6})");
    private static final String SUFFIX_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SUFFIX_LENGTH = 6;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@!-]+");

    /**
     * Reads a {@code SecretId} as AWS does. A partial ARN whose name itself ends in a hyphen and six characters is taken
     * for a full one, and so is not found: AWS documents this trap and callers rely on seeing it. The ARN of a secret in
     * another account, region or partition is refused.
     */
    public static SecretArn parse(String secretId, Action action) {
        Matcher arn = ARN.matcher(secretId);
        if (!arn.matches()) {
            return at(action.caller(), validName(secretId), Optional.empty());
        }
        String resource = validName(arn.group(1));
        Arn.parse(secretId)
                .ifPresent(
                        place -> action.requireReach(place, secretId, () -> AwsException.notFound(Secret.NOT_FOUND)));
        Matcher suffixed = SUFFIXED.matcher(resource);
        return suffixed.matches()
                ? at(action.caller(), suffixed.group(1), Optional.of(suffixed.group(2)))
                : at(action.caller(), resource, Optional.empty());
    }

    private static SecretArn at(Caller caller, String name, Optional<String> suffix) {
        return new SecretArn(new SecretId(caller.account(), caller.region(), name), suffix);
    }

    /** Refuses a {@code SecretId} that can name no secret, wherever it may be. */
    public static void checkForm(String secretId) {
        Matcher arn = ARN.matcher(secretId);
        validName(arn.matches() ? arn.group(1) : secretId);
    }

    /** The name itself, or AWS's refusal of its characters. */
    public static String validName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new AwsException(
                    ErrorCode.VALIDATION,
                    "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
        }
        return name;
    }

    /** The six characters that the ARN of a new secret ends in. */
    public static String newSuffix(RandomGenerator random) {
        StringBuilder suffix = new StringBuilder();
        random.ints(SUFFIX_LENGTH, 0, SUFFIX_ALPHABET.length())
                .forEach(index -> suffix.append(SUFFIX_ALPHABET.charAt(index)));
        return suffix.toString();
    }

    /** The secret itself, whatever name it was asked for by. */
    public static SecretArn of(Secret secret) {
        return new SecretArn(secret.id(), Optional.of(secret.suffix()));
    }

    /** The full ARN of a secret. */
    public static String format(SecretId id, String suffix) {
        return Arn.of("secretsmanager", id.region(), id.account(), "secret:" + id.name() + "-" + suffix)
                .toString();
    }

    /** Whether this names that secret: a full ARN must carry the secret's own suffix. */
    public boolean names(Secret secret) {
        return secret.id().equals(id) && suffix.map(secret.suffix()::equals).orElse(true);
    }
}
