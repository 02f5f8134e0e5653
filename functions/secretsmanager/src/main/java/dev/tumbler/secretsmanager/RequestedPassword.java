package dev.tumbler.secretsmanager;

import dev.tumbler.domain.password.CharacterType;
import dev.tumbler.domain.password.PasswordRules;
import java.util.EnumSet;
import java.util.Set;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;

/** The password that a GetRandomPassword request asks for. */
final class RequestedPassword {
    private RequestedPassword() {}

    static PasswordRules rules(GetRandomPasswordRequest request) {
        Set<CharacterType> types = EnumSet.allOf(CharacterType.class);
        leaveOut(types, CharacterType.LOWERCASE, request.excludeLowercase());
        leaveOut(types, CharacterType.UPPERCASE, request.excludeUppercase());
        leaveOut(types, CharacterType.NUMBER, request.excludeNumbers());
        leaveOut(types, CharacterType.PUNCTUATION, request.excludePunctuation());
        return new PasswordRules(
                request.passwordLength() == null
                        ? PasswordRules.DEFAULT.length()
                        : Math.toIntExact(request.passwordLength()),
                request.excludeCharacters() == null ? "" : request.excludeCharacters(),
                types,
                Boolean.TRUE.equals(request.includeSpace()),
                !Boolean.FALSE.equals(request.requireEachIncludedType()));
    }

    private static void leaveOut(Set<CharacterType> types, CharacterType type, Boolean excluded) {
        if (Boolean.TRUE.equals(excluded)) {
            types.remove(type);
        }
    }
}
