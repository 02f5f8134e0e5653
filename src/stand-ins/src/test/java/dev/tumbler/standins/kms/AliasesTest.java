package dev.tumbler.standins.kms;

import static dev.tumbler.standins.kms.KmsFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;

class AliasesTest {
    private final KmsFixture kms = new KmsFixture();
    private String one;
    private String two;

    @BeforeEach
    void keys() {
        one = kms.createKey().keyId();
        two = kms.createKey().keyId();
        kms.createAlias("alias/orders", one);
    }

    @AfterEach
    void close() {
        kms.close();
    }

    private void update(String name, String keyId) {
        kms.call(
                new UpdateAliasHandler(kms.kms),
                UpdateAliasRequest.builder().aliasName(name).targetKeyId(keyId).build());
    }

    private void delete(String name) {
        kms.call(
                new DeleteAliasHandler(kms.kms),
                DeleteAliasRequest.builder().aliasName(name).build());
    }

    private List<AliasListEntry> list(String keyId) {
        return kms.call(
                        new ListAliasesHandler(kms.kms),
                        ListAliasesRequest.builder().keyId(keyId).build())
                .aliases();
    }

    @Test
    void anAliasIsListedWithItsKey() {
        kms.createAlias("alias/billing", two);

        assertThat(list(null)).extracting(AliasListEntry::aliasName).containsExactly("alias/billing", "alias/orders");
        AliasListEntry orders = list(one).get(0);
        assertThat(list(one)).hasSize(1);
        assertThat(orders.aliasArn()).isEqualTo("arn:aws:kms:us-east-1:123456789012:alias/orders");
        assertThat(orders.targetKeyId()).isEqualTo(one);
        assertThat(orders.creationDate()).isEqualTo(kms.clock.instant());
    }

    @Test
    void anAliasCanBePointedToAnotherKeyAndTakenAway() {
        update("alias/orders", two);
        assertThat(kms.describe("alias/orders").keyId()).isEqualTo(two);
        delete("alias/orders");
        assertThat(list(null)).isEmpty();
        assertThat(kms.describe(two).enabled()).isTrue();
    }

    @Test
    void aNameIsTakenOnce() {
        assertThat(refusal(() -> kms.createAlias("alias/orders", two)))
                .hasMessage("An alias with the name arn:aws:kms:us-east-1:123456789012:alias/orders already exists");
    }

    @Test
    void whatIsNotThereCanNeitherBeChangedNorTakenAway() {
        String message = "Alias arn:aws:kms:us-east-1:123456789012:alias/none is not found.";
        assertThat(refusal(() -> update("alias/none", one))).hasMessage(message);
        assertThat(refusal(() -> delete("alias/none"))).hasMessage(message);
    }

    @Test
    void namesThatAwsDoesNotTakeAreRefused() {
        assertThat(refusal(() -> kms.createAlias("orders", one))).hasMessage("Invalid identifier");
        assertThat(refusal(() -> kms.createAlias("alias/", one))).hasMessage("Invalid identifier");
        assertThat(refusal(() -> kms.createAlias("alias/a:b", one)).code()).isEqualTo(ErrorCode.VALIDATION);
        assertThat(refusal(() -> kms.createAlias("alias/aws/orders", one)).code())
                .isEqualTo(ErrorCode.KMS_NOT_AUTHORIZED);
        assertThat(refusal(() -> delete("alias/aws/secretsmanager")).code()).isEqualTo(ErrorCode.KMS_NOT_AUTHORIZED);
    }

    @Test
    void aKeyThatIsGoingToBeDeletedGetsNoAlias() {
        kms.scheduleDeletion(two, 7);
        assertThat(refusal(() -> kms.createAlias("alias/two", two)).code()).isEqualTo(ErrorCode.KMS_INVALID_STATE);
        assertThat(refusal(() -> update("alias/orders", two)).code()).isEqualTo(ErrorCode.KMS_INVALID_STATE);
    }
}
