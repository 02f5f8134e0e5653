package dev.tumbler.standins.lambda;

import dev.tumbler.domain.policy.Selector;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A statement of a function's policy: who may do what with it.
 *
 * @param principal as it was given: a service, an account, an ARN, or everybody
 * @param conditions what must be so besides
 */
record Permission(String id, String action, String principal, Conditions conditions) {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]++(?:\\.[a-z0-9-]++)++");
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:(iam|sts)::.*");
    private static final String INVOKE = "lambda:InvokeFunction";
    private static final int ACCOUNT_OF_ARN = 4;

    Permission {
        if (!isEverybody(principal)
                && !isAccount(principal)
                && !isService(principal)
                && !ARN.matcher(principal).matches()) {
            throw LambdaErrors.invalid("The provided principal was invalid. Please check the principal and try again.");
        }
    }

    /** What must be so for a permission to hold; each is of no matter where it is absent. */
    record Conditions(
            Optional<String> sourceArn,
            Optional<String> sourceAccount,
            Optional<String> organization,
            Optional<String> eventSourceToken) {

        boolean none() {
            return sourceArn.isEmpty() && !compares();
        }

        /** Whether there is one besides the source's ARN. */
        boolean compares() {
            return sourceAccount.isPresent() || organization.isPresent() || eventSourceToken.isPresent();
        }

        /** Services here belong to no organization and send no token. */
        private boolean hold(String source) {
            return sourceArn
                            .filter(pattern -> !new Selector(List.of(pattern), false).selectsResource(source))
                            .isEmpty()
                    && sourceAccount
                            .filter(account -> !account.equals(accountOf(source)))
                            .isEmpty()
                    && organization.isEmpty()
                    && eventSourceToken.isEmpty();
        }

        private static String accountOf(String arn) {
            String[] parts = arn.split(":", -1);
            return parts.length > ACCOUNT_OF_ARN ? parts[ACCOUNT_OF_ARN] : "";
        }
    }

    static boolean isEverybody(String principal) {
        return principal.equals("*");
    }

    static boolean isAccount(String principal) {
        return ACCOUNT.matcher(principal).matches();
    }

    static boolean isService(String principal) {
        return SERVICE.matcher(principal).matches();
    }

    /** Whether a service may invoke the function on behalf of what has this ARN. */
    boolean letsInvoke(String service, String sourceArn) {
        boolean actionFits = new Selector(List.of(action), false).selectsAction(INVOKE);
        return actionFits && (isEverybody(principal) || principal.equals(service)) && conditions.hold(sourceArn);
    }
}
