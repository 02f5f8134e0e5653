package dev.tumbler.secretsmanager;

import dev.tumbler.domain.Action;
import dev.tumbler.domain.policy.PolicyCheck;
import dev.tumbler.domain.policy.PolicyText;
import dev.tumbler.domain.policy.PolicyValidation;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.ValidationErrorsEntry;

/**
 * Tells what would be wrong with a resource policy, for one secret or for any. AWS declares an exception for syntax beside
 * the errors of its answer; here the exception is for what is no JSON, and everything else stands in the answer.
 */
@Named("ValidateResourcePolicy")
@Singleton
public class ValidateResourcePolicyHandler
        extends SecretsManagerHandler<ValidateResourcePolicyRequest, ValidateResourcePolicyResponse> {
    private final Secrets secrets;

    @Inject
    public ValidateResourcePolicyHandler(Secrets secrets) {
        super("ValidateResourcePolicy", ValidateResourcePolicyRequest::builder);
        this.secrets = secrets;
    }

    @Override
    Uni<ValidateResourcePolicyResponse> answer(ValidateResourcePolicyRequest request, Call call) {
        return arn(request.secretId(), action(call))
                .map(arn -> PolicyValidation.failures(read(request.resourcePolicy()), arn, call.caller()))
                .map(ValidateResourcePolicyHandler::answer);
    }

    private Uni<Optional<String>> arn(String secretId, Action action) {
        return secretId == null
                ? Uni.createFrom().item(Optional.empty())
                : secrets.find(secretId, action)
                        .map(found -> Optional.of(found.secret().alive().arn()));
    }

    private static PolicyText read(String text) {
        PolicyText policy = PolicyJson.read(text);
        if (policy.json().isEmpty()) {
            throw PolicyCheck.SYNTAX.refusal();
        }
        return policy;
    }

    private static ValidateResourcePolicyResponse answer(List<PolicyCheck> failures) {
        return ValidateResourcePolicyResponse.builder()
                .policyValidationPassed(failures.isEmpty())
                .validationErrors(failures.stream()
                        .map(failure -> ValidationErrorsEntry.builder()
                                .checkName(failure.wireName())
                                .errorMessage(failure.message())
                                .build())
                        .toList())
                .build();
    }
}
