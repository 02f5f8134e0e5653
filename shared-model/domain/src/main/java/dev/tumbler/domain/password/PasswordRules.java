package dev.tumbler.domain.password;

import dev.tumbler.domain.AwsException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What a random password is made of, as GetRandomPassword asks for it.
 *
 * @param excluded characters that never appear
 * @param types the types of characters that may appear
 * @param space whether the space may appear; it is never required
 * @param requireEachType whether every type appears at least once
 */
public record PasswordRules(
        int length, String excluded, Set<CharacterType> types, boolean space, boolean requireEachType) {
    private static final int LONGEST = 4096;

    /** GetRandomPassword without any parameter. */
    public static final PasswordRules DEFAULT =
            new PasswordRules(32, "", EnumSet.allOf(CharacterType.class), false, true);

    public PasswordRules {
        if (length < 1 || length > LONGEST) {
            throw new IllegalArgumentException("a password has 1 to " + LONGEST + " characters, not " + length);
        }
        types = Set.copyOf(types);
    }

    public PasswordRules withLength(int next) {
        return new PasswordRules(next, excluded, types, space, requireEachType);
    }

    public PasswordRules excluding(String characters) {
        return new PasswordRules(length, characters, types, space, requireEachType);
    }

    /**
     * A password by these rules, or AWS's error where they allow none. The characters that the rules require are drawn
     * first, the rest from everything allowed, and then all are shuffled, so that no place in the password favours a type.
     */
    public String generate(RandomGenerator random) {
        List<String> pools =
                types.stream().sorted().map(type -> without(type.characters())).toList();
        String allowed = String.join("", pools) + without(space ? " " : "");
        check(pools, allowed);
        List<Character> drawn = new ArrayList<>(length);
        if (requireEachType) {
            pools.forEach(pool -> drawn.add(draw(pool, random)));
        }
        while (drawn.size() < length) {
            drawn.add(draw(allowed, random));
        }
        return shuffled(drawn, random);
    }

    private void check(List<String> pools, String allowed) {
        if (allowed.isEmpty()) {
            throw AwsException.invalidParameter("All characters have been excluded from selection.");
        }
        if (requireEachType && pools.contains("")) {
            throw AwsException.invalidParameter("All characters of the desired type have been excluded.");
        }
        if (requireEachType && length < pools.size()) {
            throw AwsException.invalidParameter("Password length is too short based on the required types.");
        }
    }

    private String without(String characters) {
        StringBuilder left = new StringBuilder();
        characters.chars().filter(each -> excluded.indexOf(each) < 0).forEach(each -> left.append((char) each));
        return left.toString();
    }

    private static char draw(String pool, RandomGenerator random) {
        return pool.charAt(random.nextInt(pool.length()));
    }

    /** Every order is equally likely. */
    private static String shuffled(List<Character> drawn, RandomGenerator random) {
        StringBuilder password = new StringBuilder(drawn.size());
        while (!drawn.isEmpty()) {
            int at = random.nextInt(drawn.size());
            password.append((char) drawn.get(at));
            drawn.set(at, drawn.get(drawn.size() - 1));
            drawn.remove(drawn.size() - 1);
        }
        return password.toString();
    }
}
