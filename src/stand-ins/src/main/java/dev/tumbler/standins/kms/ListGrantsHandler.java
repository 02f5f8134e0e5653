package dev.tumbler.standins.kms;

import dev.tumbler.domain.Arn;
import dev.tumbler.domain.store.Page;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;

/** ListGrants: the grants of a key. */
@Named("kms.ListGrants")
@Singleton
public class ListGrantsHandler extends KmsHandler<ListGrantsRequest, ListGrantsResponse> {
    private static final int USUAL_LIMIT = 50;

    private final KmsStandIn kms;

    @Inject
    public ListGrantsHandler(KmsStandIn kms) {
        super("ListGrants", ListGrantsRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<ListGrantsResponse> answer(ListGrantsRequest request, KmsCall call) {
        int limit = Marker.limit(request.limit(), USUAL_LIMIT);
        return kms.keys()
                .find(KeyReference.parseKey(request.keyId(), call).arn(), call)
                .thenApply(key -> answer(key, Marker.pageOf(wanted(key, request), request.marker(), limit, Grant::id)));
    }

    private static List<Grant> wanted(KmsKey key, ListGrantsRequest request) {
        return key.grants().stream()
                .filter(grant -> request.grantId() == null || request.grantId().equals(grant.id()))
                .filter(grant -> request.granteePrincipal() == null
                        || request.granteePrincipal().equals(grant.terms().grantee()))
                .toList();
    }

    private static ListGrantsResponse answer(KmsKey key, Page<Grant> page) {
        return ListGrantsResponse.builder()
                .grants(page.items().stream().map(grant -> entry(key, grant)).toList())
                .truncated(page.next().isPresent())
                .nextMarker(page.next().orElse(null))
                .build();
    }

    private static GrantListEntry entry(KmsKey key, Grant grant) {
        Grant.Terms terms = grant.terms();
        return GrantListEntry.builder()
                .keyId(key.arn())
                .grantId(grant.id())
                .name(terms.name().orElse(null))
                .creationDate(grant.created())
                .granteePrincipal(terms.grantee())
                .retiringPrincipal(terms.retiring().orElse(null))
                .issuingAccount(Arn.global("iam", key.id().region(), key.id().account(), "root")
                        .toString())
                .operationsWithStrings(terms.operations())
                .constraints(constraints(terms))
                .build();
    }

    private static GrantConstraints constraints(Grant.Terms terms) {
        if (terms.contextEquals().isEmpty() && terms.contextSubset().isEmpty()) {
            return null;
        }
        return GrantConstraints.builder()
                .encryptionContextEquals(terms.contextEquals().orElse(null))
                .encryptionContextSubset(terms.contextSubset().orElse(null))
                .build();
    }
}
