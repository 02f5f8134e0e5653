package dev.tumbler.rotation;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;

/** What new passwords are made of, said by the same variables that AWS's rotation functions read. */
public record PasswordRules(
        String excludeCharacters,
        long length,
        boolean excludeNumbers,
        boolean excludePunctuation,
        boolean excludeUppercase,
        boolean excludeLowercase,
        boolean requireEachIncludedType) {

    private static final String EXCLUDE_CHARACTERS = "/@\"'\\";
    private static final long LENGTH = 32;
    private static final long MANAGED_LENGTH = 28;
    private static final Set<String> TRUE = Set.of("true", "1", "y", "yes");

    /**
     * Reads the rules.
     *
     * @param environment answers null for a variable that is not set
     */
    public static PasswordRules from(Function<String, String> environment) {
        return new PasswordRules(
                Optional.ofNullable(environment.apply("EXCLUDE_CHARACTERS")).orElse(EXCLUDE_CHARACTERS),
                length(environment),
                flag(environment, "EXCLUDE_NUMBERS", false),
                flag(environment, "EXCLUDE_PUNCTUATION", false),
                flag(environment, "EXCLUDE_UPPERCASE", false),
                flag(environment, "EXCLUDE_LOWERCASE", false),
                flag(environment, "REQUIRE_EACH_INCLUDED_TYPE", true));
    }

    private static long length(Function<String, String> environment) {
        String text = environment.apply("PASSWORD_LENGTH");
        try {
            return text == null ? LENGTH : Long.parseLong(text);
        } catch (NumberFormatException cause) {
            throw new RotationException("PASSWORD_LENGTH must be a whole number", cause);
        }
    }

    private static boolean flag(Function<String, String> environment, String name, boolean otherwise) {
        String text = environment.apply(name);
        return text == null ? otherwise : isTrue(text);
    }

    static boolean isTrue(String text) {
        return TRUE.contains(text.toLowerCase(Locale.ROOT));
    }

    /**
     * The same rules for a password that RDS manages: as long as the one that RDS makes first, whatever the environment
     * says, and without what it refuses.
     */
    PasswordRules managed(String refusedByRds) {
        return new PasswordRules(
                excludeCharacters + refusedByRds,
                MANAGED_LENGTH,
                excludeNumbers,
                excludePunctuation,
                excludeUppercase,
                excludeLowercase,
                requireEachIncludedType);
    }

    GetRandomPasswordRequest request() {
        return GetRandomPasswordRequest.builder()
                .excludeCharacters(excludeCharacters)
                .passwordLength(length)
                .excludeNumbers(excludeNumbers)
                .excludePunctuation(excludePunctuation)
                .excludeUppercase(excludeUppercase)
                .excludeLowercase(excludeLowercase)
                .requireEachIncludedType(requireEachIncludedType)
                .build();
    }
}
