package dev.tumbler.standins.kms;

import static dev.tumbler.standins.kms.KmsFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;

class GrantsTest {
    private static final String BOB = "arn:aws:iam::123456789012:user/bob";

    private final KmsFixture kms = new KmsFixture();
    private String keyId;

    @BeforeEach
    void key() {
        keyId = kms.createKey().keyId();
    }

    @AfterEach
    void close() {
        kms.close();
    }

    private CreateGrantResponse create(Consumer<CreateGrantRequest.Builder> members) {
        CreateGrantRequest.Builder request = CreateGrantRequest.builder()
                .keyId(keyId)
                .granteePrincipal(BOB)
                .operationsWithStrings("Decrypt", "Encrypt");
        members.accept(request);
        return kms.call(new CreateGrantHandler(kms.kms, kms.random), request.build());
    }

    private ListGrantsResponse list(Consumer<ListGrantsRequest.Builder> members) {
        ListGrantsRequest.Builder request = ListGrantsRequest.builder().keyId(keyId);
        members.accept(request);
        return kms.call(new ListGrantsHandler(kms.kms), request.build());
    }

    private List<GrantListEntry> list() {
        return list(each -> {}).grants();
    }

    @Test
    void aGrantIsListedAsItWasGiven() {
        CreateGrantResponse made = create(each -> each.name("for-bob")
                .retiringPrincipal(BOB)
                .constraints(constraints -> constraints.encryptionContextSubset(Map.of("stage", "test"))));

        GrantListEntry listed = list().get(0);
        assertThat(listed.grantId()).isEqualTo(made.grantId()).matches("[0-9a-f]{64}");
        assertThat(listed.keyId()).endsWith(keyId);
        assertThat(listed.name()).isEqualTo("for-bob");
        assertThat(listed.granteePrincipal()).isEqualTo(BOB);
        assertThat(listed.retiringPrincipal()).isEqualTo(BOB);
        assertThat(listed.operationsAsStrings()).containsExactly("Decrypt", "Encrypt");
        assertThat(listed.constraints().encryptionContextSubset()).isEqualTo(Map.of("stage", "test"));
        assertThat(listed.constraints().hasEncryptionContextEquals()).isFalse();
    }

    @Test
    void aRepeatedRequestWithANameMakesOneGrant() {
        String first = create(each -> each.name("for-bob")).grantId();
        assertThat(create(each -> each.name("for-bob")).grantId()).isEqualTo(first);
        create(each -> {});
        create(each -> {});
        assertThat(list()).hasSize(3);
    }

    @Test
    void grantsAreListedPageByPage() {
        for (int i = 0; i < 3; i++) {
            create(each -> {});
        }
        ListGrantsResponse first = list(each -> each.limit(2));
        ListGrantsResponse second = list(each -> each.limit(2).marker(first.nextMarker()));
        assertThat(first.grants()).hasSize(2);
        assertThat(second.grants()).hasSize(1).doesNotContainAnyElementsOf(first.grants());
        assertThat(second.truncated()).isFalse();
        assertThat(refusal(() -> list(each -> each.marker("*"))).code()).isEqualTo(ErrorCode.KMS_INVALID_MARKER);
    }

    @Test
    void aGrantIsRevokedOrRetired() {
        CreateGrantResponse one = create(each -> {});
        CreateGrantResponse two = create(each -> {});
        CreateGrantResponse three = create(each -> {});
        revoke(one.grantId());
        retire(each -> each.grantToken(two.grantToken()));
        retire(each -> each.keyId(keyId).grantId(three.grantId()));

        assertThat(list()).isEmpty();
        assertThat(refusal(() -> revoke(one.grantId())).code()).isEqualTo(ErrorCode.KMS_NOT_FOUND);
        assertThat(refusal(() -> retire(each -> each.grantToken("nonsense"))).code())
                .isEqualTo(ErrorCode.KMS_INVALID_GRANT_TOKEN);
        assertThat(refusal(() -> retire(each -> each.keyId(keyId))).code()).isEqualTo(ErrorCode.VALIDATION);
    }

    private void revoke(String grantId) {
        kms.call(
                new RevokeGrantHandler(kms.kms),
                RevokeGrantRequest.builder().keyId(keyId).grantId(grantId).build());
    }

    private void retire(Consumer<RetireGrantRequest.Builder> members) {
        RetireGrantRequest.Builder request = RetireGrantRequest.builder();
        members.accept(request);
        kms.call(new RetireGrantHandler(kms.kms), request.build());
    }

    @Test
    void aDryRunGivesNothing() {
        assertThat(refusal(() -> create(each -> each.dryRun(true))).code()).isEqualTo(ErrorCode.KMS_DRY_RUN);
        assertThat(list()).isEmpty();
    }

    @Test
    void aDisabledKeyIsNotGranted() {
        kms.disable(keyId);
        assertThat(refusal(() -> create(each -> {})).code()).isEqualTo(ErrorCode.KMS_DISABLED);
    }

    @Test
    void whatIsNoPrincipalGetsNothing() {
        assertThat(refusal(() -> create(each -> each.granteePrincipal("bob"))).code())
                .isEqualTo(ErrorCode.KMS_INVALID_ARN);
    }
}
