package dev.tumbler.standins.kms;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.store.Decision;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantConstraints;

/** CreateGrant: lets a principal use a key. */
@Named("kms.CreateGrant")
@Singleton
public class CreateGrantHandler extends KmsHandler<CreateGrantRequest, CreateGrantResponse> {
    private static final int ID_BYTES = 32;

    private final KmsStandIn kms;
    private final SecureRandom random;

    @Inject
    public CreateGrantHandler(KmsStandIn kms, SecureRandom random) {
        super("CreateGrant", CreateGrantRequest::builder);
        this.kms = kms;
        this.random = random;
    }

    @Override
    CompletionStage<CreateGrantResponse> answer(CreateGrantRequest request, KmsCall call) {
        Grant.Terms terms = terms(request);
        String newId = newId();
        String keyArn = KeyReference.parseKey(request.keyId(), call).arn();
        return kms.keys()
                .decide(keyArn, call, key -> {
                    Decision<KmsKey, String> decision =
                            Grants.create(key, terms, newId, kms.keys().now());
                    KmsErrors.refuseDryRun(request.dryRun());
                    return decision;
                })
                .thenApply(grantId -> CreateGrantResponse.builder()
                        .grantId(grantId)
                        .grantToken(new Grants.Token(keyArn, grantId).text())
                        .build());
    }

    private static Grant.Terms terms(CreateGrantRequest request) {
        Optional<GrantConstraints> constraints = Optional.ofNullable(request.constraints());
        return new Grant.Terms(
                Optional.ofNullable(request.name()),
                principal(request.granteePrincipal()),
                Optional.ofNullable(request.retiringPrincipal()).map(CreateGrantHandler::principal),
                request.operationsAsStrings(),
                constraints
                        .filter(GrantConstraints::hasEncryptionContextEquals)
                        .map(each -> Map.copyOf(each.encryptionContextEquals())),
                constraints
                        .filter(GrantConstraints::hasEncryptionContextSubset)
                        .map(each -> Map.copyOf(each.encryptionContextSubset())));
    }

    /** The code is AWS's, the words are ours. */
    private static String principal(String text) {
        if (!text.startsWith("arn:aws") && !text.endsWith(".amazonaws.com")) {
            throw new AwsException(ErrorCode.KMS_INVALID_ARN, "Invalid principal: " + text);
        }
        return text;
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
