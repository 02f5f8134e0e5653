package dev.tumbler.standins.kms;

import dev.tumbler.domain.Arn;
import dev.tumbler.domain.Border;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code KeyId} parameter may be: a key id, a key ARN, an alias name or an alias ARN. */
sealed interface KeyReference {
    Pattern ARN = Pattern.compile("arn:aws[a-z-]*:kms:[^:]*:[^:]*:(key/|alias/)(.+)");
    Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");

    /** A key by its own id. */
    record ById(KeyId id) implements KeyReference {}

    /** Whatever key an alias stands for at the time. */
    record ByAlias(AliasId id) implements KeyReference {}

    /** Reads any of the four forms. A key of another account is refused in the same words whether it exists or not. */
    static KeyReference parse(String text, KmsCall call) {
        Matcher arn = ARN.matcher(text);
        if (!arn.matches()) {
            return local(text, text, call);
        }
        Arn.parse(text).ifPresent(place -> checkReach(place, text, call));
        boolean alias = arn.group(1).equals(AliasId.PREFIX);
        return local(alias ? AliasId.PREFIX + arn.group(2) : arn.group(2), text, call);
    }

    /** unsourced: that an ARN of another partition is refused in the words for one of another region. */
    private static void checkReach(Arn arn, String text, KmsCall call) {
        Border.between(call.caller(), arn, Border.First.REGION).ifPresent(border -> {
            throw border == Border.ACCOUNT ? call.denied(text) : KmsErrors.invalidArn(arn.region());
        });
    }

    private static KeyReference local(String name, String text, KmsCall call) {
        if (name.startsWith(AliasId.PREFIX)) {
            return new ByAlias(new AliasId(call.account(), call.region(), name));
        }
        if (!ID.matcher(name).matches()) {
            throw KmsErrors.invalidKeyId(text);
        }
        return new ById(new KeyId(call.account(), call.region(), name));
    }

    /** Reads a key id or key ARN: whatever changes a key itself takes no alias, in AWS neither. */
    static KeyId parseKey(String text, KmsCall call) {
        if (parse(text, call) instanceof ById key) {
            return key.id();
        }
        throw KmsErrors.invalidKeyId(text);
    }
}
