package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetRandomPassword with everything that it may be asked for. */
@ExtendWith(SharedEndpoint.class)
class PasswordIT {
    private static Wire wire;

    @BeforeAll
    static void start(Endpoint endpoint) {
        wire = new Wire(endpoint.caller());
    }

    /** With each type required at most, a regular expression of a password can say which ones are there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {} | (?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*\\p{Punct})[!-~]{32}
            {"PasswordLength":4} | (?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*\\p{Punct})[!-~]{4}
            {"PasswordLength":4096} | [!-~]{4096}
            {"PasswordLength":1,"RequireEachIncludedType":false} | [!-~]
            {"ExcludeLowercase":true} | (?=.*[A-Z])(?=.*[0-9])(?=.*\\p{Punct})[!-`{-~]{32}
            {"ExcludeUppercase":true} | (?=.*[a-z])(?=.*[0-9])(?=.*\\p{Punct})[!-@\\[-~]{32}
            {"ExcludeNumbers":true} | (?=.*[a-z])(?=.*[A-Z])(?=.*\\p{Punct})[!-/:-~]{32}
            {"ExcludePunctuation":true} | (?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[a-zA-Z0-9]{32}
            {"ExcludeCharacters":"bcdefghijklmnopqrstuvwxyz","PasswordLength":512} | (?=.*a)[!-a{-~]{512}
            {"IncludeSpace":true,"PasswordLength":4096} | (?=.* )[ -~]{4096}
            {"PasswordLength":20,"ExcludeLowercase":true,"ExcludeUppercase":true,"ExcludePunctuation":true,"ExcludeCharacters":"0123456","IncludeSpace":true,"RequireEachIncludedType":true} | (?=.*[789])[ 789]{20}
            {"PasswordLength":8,"ExcludeLowercase":true,"ExcludeUppercase":true,"ExcludePunctuation":true,"ExcludeNumbers":true,"IncludeSpace":true} | ` {8}`
            {"PasswordLength":8,"ExcludeCharacters":"0123456789","RequireEachIncludedType":false} | [!-/:-~]{8}
            """)
    void isMadeOfWhatWasAskedFor(String request, String password) {
        JsonObject answer = wire.answer("GetRandomPassword", request);

        assertThat(answer.fieldNames()).containsExactly("RandomPassword");
        assertThat(answer.getString("RandomPassword")).matches(password);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"PasswordLength":3} | InvalidParameterException | Password length is too short based on the required types.
            {"PasswordLength":2,"ExcludePunctuation":true} | InvalidParameterException | Password length is too short based on the required types.
            {"ExcludeLowercase":true,"ExcludeUppercase":true,"ExcludePunctuation":true,"ExcludeNumbers":true} | InvalidParameterException | All characters have been excluded from selection.
            {"ExcludeLowercase":true,"ExcludeUppercase":true,"ExcludePunctuation":true,"ExcludeCharacters":"0123456789"} | InvalidParameterException | All characters have been excluded from selection.
            {"ExcludeLowercase":true,"ExcludeUppercase":true,"ExcludePunctuation":true,"ExcludeCharacters":"0123456789","RequireEachIncludedType":false} | InvalidParameterException | All characters have been excluded from selection.
            {"ExcludeCharacters":"0123456789"} | InvalidParameterException | All characters of the desired type have been excluded.
            {"PasswordLength":4097} | ValidationException | 1 validation error detected: Value '4097' at 'passwordLength' failed to satisfy constraint: Member must have value less than or equal to 4096
            {"PasswordLength":0} | ValidationException | 1 validation error detected: Value '0' at 'passwordLength' failed to satisfy constraint: Member must have value greater than or equal to 1
            """)
    void whatCannotBeMadeIsRefused(String request, String code, String message) {
        wire.assertRefused("GetRandomPassword", request, code, message);
    }
}
