package dev.tumbler.domain.policy;

import dev.tumbler.domain.policy.Principals.Kind;
import dev.tumbler.domain.policy.Principals.Principal;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which principals a resource policy may name. AWS also refuses the ones that do not exist, such as the unique id that is
 * left of a deleted user; here the form decides. Federated and canonical users belong in trust policies and in buckets'.
 */
final class SupportedPrincipals {
    private static final Map<Kind, Pattern> FORMS = Map.of(
            Kind.AWS,
            Pattern.compile("\\*|\\d{12}"
                    + "|arn:aws[a-z-]*:iam::\\d{12}:(root|(user|role)/[^*?]+)"
                    + "|arn:aws[a-z-]*:sts::\\d{12}:(assumed-role/[^*?/]+|federated-user)/[^*?/]+"),
            Kind.SERVICE,
            Pattern.compile("(?!.*\\.\\.)[a-z0-9-][a-z0-9.-]*\\.amazonaws\\.com(\\.cn)?"));

    private SupportedPrincipals() {}

    static boolean refuse(PolicyDocument policy, boolean services) {
        return policy.statements().stream()
                .flatMap(statement -> statement.principals().all().stream())
                .filter(principal -> services == (principal.kind() == Kind.SERVICE))
                .anyMatch(principal -> !isSupported(principal));
    }

    private static boolean isSupported(Principal principal) {
        return FORMS.containsKey(principal.kind())
                && FORMS.get(principal.kind()).matcher(principal.name()).matches();
    }
}
