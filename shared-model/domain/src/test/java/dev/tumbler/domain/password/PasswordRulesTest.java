package dev.tumbler.domain.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PasswordRulesTest {

    @Test
    void theDefaultIs32CharactersOfEveryType() {
        String password = PasswordRules.DEFAULT.generate(new Random(1));

        assertThat(password).hasSize(32).doesNotContain(" ");
        assertThat(CharacterType.values()).allMatch(type -> holds(password, type));
    }

    @Property
    void onlyAllowedCharactersAndEachRequiredTypeAppear(
            @ForAll long seed,
            @ForAll @IntRange(min = 4, max = 200) int length,
            @ForAll Set<CharacterType> types,
            @ForAll @CharRange(from = '5', to = 'F') @StringLength(max = 8) String excluded,
            @ForAll boolean requireEach) {
        PasswordRules rules = new PasswordRules(length, excluded, types, true, requireEach);

        String password = rules.generate(new Random(seed));

        assertThat(password).hasSize(length);
        assertThat(password.chars())
                .allMatch(each -> excluded.indexOf(each) < 0 && (each == ' ' || typed(each, types)));
        assertThat(types).allMatch(type -> !requireEach || holds(password, type));
    }

    @Property(tries = 200)
    void theSameRandomnessGivesTheSamePassword(@ForAll long seed) {
        assertThat(PasswordRules.DEFAULT.generate(new Random(seed)))
                .isEqualTo(PasswordRules.DEFAULT.generate(new Random(seed)));
    }

    @Test
    void noPlaceFavoursARequiredType() {
        PasswordRules rules = PasswordRules.DEFAULT.withLength(4);
        Random random = new Random(7);
        int[] numbersAt = new int[4];
        for (int round = 0; round < 20_000; round++) {
            String password = rules.generate(random);
            IntStream.range(0, 4)
                    .filter(at -> Character.isDigit(password.charAt(at)))
                    .forEach(at -> numbersAt[at]++);
        }

        assertThat(numbersAt).hasSize(4);
        assertThat(IntStream.of(numbersAt).boxed())
                .allSatisfy(count -> assertThat(count).isCloseTo(5_000, within(300)));
    }

    @Test
    void charactersAreEquallyLikely() {
        PasswordRules rules = new PasswordRules(4096, "", EnumSet.of(CharacterType.NUMBER), false, true);
        Random random = new Random(3);
        int[] counts = new int[10];
        for (int round = 0; round < 50; round++) {
            rules.generate(random).chars().forEach(each -> counts[each - '0']++);
        }

        assertThat(IntStream.of(counts).boxed())
                .allSatisfy(count -> assertThat(count).isCloseTo(20_480, within(800)));
    }

    @Test
    void theSpaceMayAppearOnlyWhenAskedFor() {
        PasswordRules only = new PasswordRules(5, "", Set.of(), true, true);

        assertThat(only.generate(new Random(1))).isEqualTo("     ");
    }

    @Test
    void aPasswordTooShortForItsTypesIsRefused() {
        assertRefused(PasswordRules.DEFAULT.withLength(3), "Password length is too short based on the required types.");
    }

    @Test
    void aRequiredTypeWithoutCharactersIsRefused() {
        assertRefused(
                PasswordRules.DEFAULT.excluding("0123456789"),
                "All characters of the desired type have been excluded.");
    }

    @Test
    void anExcludedTypeThatNobodyRequiresIsLeftOut() {
        PasswordRules rules = new PasswordRules(50, "0123456789", EnumSet.allOf(CharacterType.class), false, false);

        assertThat(rules.generate(new Random(1))).doesNotContainPattern("[0-9]");
    }

    @Test
    void nothingToChooseFromIsRefused() {
        assertRefused(
                new PasswordRules(8, "", Set.of(), false, true), "All characters have been excluded from selection.");
        assertRefused(
                new PasswordRules(8, "0123456789", Set.of(CharacterType.NUMBER), false, false),
                "All characters have been excluded from selection.");
    }

    @Test
    void aLengthThatNoPasswordHasIsAMistakeOfTheProgram() {
        assertThatThrownBy(() -> PasswordRules.DEFAULT.withLength(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PasswordRules.DEFAULT.withLength(4097)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(PasswordRules rules, String message) {
        assertThatThrownBy(() -> rules.generate(new Random(1)))
                .isInstanceOfSatisfying(AwsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.INVALID_PARAMETER))
                .hasMessage(message);
    }

    private static boolean holds(String password, CharacterType type) {
        return password.chars().anyMatch(each -> type.characters().indexOf(each) >= 0);
    }

    private static boolean typed(int character, Set<CharacterType> types) {
        return types.stream().anyMatch(type -> type.characters().indexOf(character) >= 0);
    }
}
