package dev.tumbler.rds;

import static dev.tumbler.rds.RdsFixture.CALL;
import static dev.tumbler.rds.RdsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.rotation.OldPassword;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.StartDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.StopDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.Tag;

/** A database whose server somebody else runs. */
class AttachedDatabaseTest {
    private static final String ADDRESS = "postgres://app@db.example.com:6432/orders";
    private static final String AUTHORITY =
            """
            -----BEGIN CERTIFICATE-----
            MIIBfzCCASWgAwIBAgIUA7KnCpH3sMyeFHxSJXOd7EMqCE0wCgYIKoZIzj0EAwIw
            FDESMBAGA1UEAwwJYXV0aG9yaXR5MCAXDTI2MTEzMDEzMzg0N1oYDzIxMjYxMTA2
            MTMzODQ3WjAUMRIwEAYDVQQDDAlhdXRob3JpdHkwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAARM63XI58I/Fl3lF8PV3ZUpcneC/+9MqsDF0ZJRatGcuZsD1rzEr7RJ
            ZJUI6udqcLPRuyO9gTO7Wdd0Ohx/INDDo1MwUTAdBgNVHQ4EFgQUutDYIQS98UjP
            KzYZKjw7XIkoAAswHwYDVR0jBBgwFoAUutDYIQS98UjPKzYZKjw7XIkoAAswDwYD
            VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAhunLdRMZj6JGdWS7ROaVQ
            jrziUaq+xcibNBvQsKE5agIhAKed/g05bxQMCHuVP7YZJ2GLmKlnPPa4UDgC14op
            3WBw
            -----END CERTIFICATE-----
            """;
    private final RdsFixture rds = new RdsFixture();

    AttachedDatabaseTest() {
        rds.elsewhere.passwords.put("app", "pw");
    }

    @AfterEach
    void close() {
        rds.close();
    }

    private static CreateDbInstanceRequest.Builder request() {
        return CreateDbInstanceRequest.builder()
                .dbInstanceIdentifier("orders")
                .engine("postgres")
                .dbInstanceClass("db.attached")
                .masterUserPassword("pw")
                .tags(Tag.builder().key("tumbler:attach").value(ADDRESS).build());
    }

    private void attach() {
        await(rds.create.apply(request().build(), CALL));
        rds.converge("orders");
    }

    private void modify(UnaryOperator<ModifyDbInstanceRequest.Builder> change) {
        await(rds.modify.apply(
                change.apply(ModifyDbInstanceRequest.builder().dbInstanceIdentifier("orders"))
                        .build(),
                CALL));
        rds.converge("orders");
    }

    private DBInstance describe() {
        return await(rds.describe.apply(
                        DescribeDbInstancesRequest.builder()
                                .dbInstanceIdentifier("orders")
                                .build(),
                        CALL))
                .dbInstances()
                .get(0);
    }

    private String password() {
        return rds.elsewhere.passwords.get("app");
    }

    @Test
    void isShownWhereItIsWithTheVersionOfItsServer() {
        attach();
        DBInstance shown = describe();
        assertThat(shown.dbInstanceStatus()).isEqualTo("available");
        assertThat(shown.endpoint().address()).isEqualTo("db.example.com");
        assertThat(shown.endpoint().port()).isEqualTo(6432);
        assertThat(shown.engineVersion()).isEqualTo("16.4");
        assertThat(shown.masterUsername()).isEqualTo("app");
        assertThat(shown.dbName()).isEqualTo("orders");
        assertThat(password()).isEqualTo("pw");
        assertThat(rds.servers.running).isEmpty();
    }

    @Test
    void everyLoginChecksTheServerWithTheGivenAuthority() {
        await(rds.create.apply(request().caCertificateIdentifier(AUTHORITY).build(), CALL));
        rds.converge("orders");
        modify(each -> each.manageMasterUserPassword(true));
        modify(each -> each.deletionProtection(true));
        modify(each -> each.rotateMasterUserPassword(true).applyImmediately(true));
        assertThat(describe().caCertificateIdentifier()).isEqualTo(AUTHORITY);
        assertThat(rds.elsewhere.authorities).isNotEmpty().containsOnly(Optional.of(AUTHORITY));
    }

    @Test
    void nothingButTheCertificatesIsKept() {
        String withKey = "a note\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" + AUTHORITY;
        await(rds.create.apply(request().caCertificateIdentifier(withKey).build(), CALL));
        assertThat(rds.stored("orders").settings().authorities()).contains(AUTHORITY);
    }

    @Test
    void anAuthorityWithoutACertificateIsRefused() {
        String sentence =
                "The parameter CACertificateIdentifier of an attached server must hold the certificates of its"
                        + " authority as PEM, and what was given ";
        refusedAtAttach(
                each -> each.caCertificateIdentifier("rds-ca-rsa2048-g1"),
                ErrorCode.INVALID_PARAMETER_VALUE,
                sentence + "holds no certificate: one begins with -----BEGIN CERTIFICATE-----.");
        refusedAtAttach(
                each -> each.caCertificateIdentifier(AUTHORITY.replace("MII", "AAA")),
                ErrorCode.INVALID_PARAMETER_VALUE,
                sentence + "holds a certificate that cannot be read.");
        refusedAtAttach(
                each -> each.caCertificateIdentifier(AUTHORITY + " ".repeat(64 * 1024)),
                ErrorCode.INVALID_PARAMETER_VALUE,
                sentence + "is longer than 64 KiB.");
    }

    @Test
    void managementSetsItsPasswordAndPutsItInASecret() {
        attach();
        modify(each -> each.manageMasterUserPassword(true));
        assertThat(describe().masterUserSecret().secretStatus()).isEqualTo("active");
        assertThat(password()).isNotEqualTo("pw");
        assertThat(rds.secretValue("orders")).contains("\"username\":\"app\"", "\"password\":\"" + password() + "\"");
        assertThat(rds.elsewhere.changes).containsExactly(OldPassword.DROPPED);
    }

    @Test
    void eachPasswordIsSetWithTheOneBefore() {
        attach();
        modify(each -> each.manageMasterUserPassword(true));
        modify(each -> each.manageMasterUserPassword(false).masterUserPassword("chosen-by-hand-1"));
        assertThat(password()).isEqualTo("chosen-by-hand-1");
        assertThat(describe().masterUserSecret()).isNull();
        modify(each -> each.masterUserPassword("chosen-by-hand-2"));
        assertThat(password()).isEqualTo("chosen-by-hand-2");
    }

    @Test
    void aPasswordThatIsSetAlreadyIsNoHindrance() {
        attach();
        await(rds.modify.apply(
                ModifyDbInstanceRequest.builder()
                        .dbInstanceIdentifier("orders")
                        .masterUserPassword("next-password")
                        .build(),
                CALL));
        rds.elsewhere.passwords.put("app", "next-password");
        rds.converge("orders");
        assertThat(describe().dbInstanceStatus()).isEqualTo("available");
    }

    @Test
    void anUnknownPasswordFailsItUntilTheServerTakesOneAgain() {
        attach();
        rds.elsewhere.passwords.put("app", "changed behind our back");
        modify(each -> each.masterUserPassword("next-password"));
        assertThat(describe().dbInstanceStatus()).isEqualTo("failed");
        assertThat(password()).isEqualTo("changed behind our back");
        rds.elsewhere.passwords.put("app", "pw");
        rds.converge("orders");
        assertThat(describe().dbInstanceStatus()).isEqualTo("available");
        assertThat(password()).isEqualTo("next-password");
    }

    @Test
    void whoeverKnowsThePasswordMaySayIt() {
        attach();
        modify(each -> each.manageMasterUserPassword(true));
        rds.elsewhere.passwords.put("app", "changed behind our back");
        fail();
        refused(
                () -> modify(each -> each.rotateMasterUserPassword(true).applyImmediately(true)),
                ErrorCode.INVALID_DB_INSTANCE_STATE,
                "Database instance is not in available state.");

        rds.elsewhere.passwords.put("app", "set-by-its-owner");
        modify(each -> each.manageMasterUserPassword(false).masterUserPassword("set-by-its-owner"));
        assertThat(describe().dbInstanceStatus()).isEqualTo("available");
        assertThat(password()).isEqualTo("set-by-its-owner");
    }

    private void fail() {
        rds.converge("orders");
        assertThat(describe().dbInstanceStatus()).isEqualTo("failed");
    }

    @Test
    void aRefusedLoginIsTriedAgainEverLessOften() {
        attach();
        rds.elsewhere.passwords.put("app", "changed behind our back");
        AtomicReference<Instant> now = new AtomicReference<>(RdsFixture.NOW);
        ServerConvergence convergence = rds.convergence(now::get);
        assertThat(List.of(5, 10, 20, 40)).allSatisfy(seconds -> {
            await(convergence.converge(RdsFixture.id("orders")));
            assertThat(convergence.dueAgain(rds.stored("orders"))).isFalse();
            now.updateAndGet(last -> last.plusSeconds(seconds - 1));
            assertThat(convergence.dueAgain(rds.stored("orders"))).isFalse();
            now.updateAndGet(last -> last.plusSeconds(1));
            assertThat(convergence.dueAgain(rds.stored("orders"))).isTrue();
        });
    }

    @Test
    void whatMayHaveHealedItIsFollowedByATryAtOnce() {
        attach();
        ServerConvergence convergence = rds.convergence(RdsFixture.CLOCK);
        rds.elsewhere.down = true;
        await(convergence.converge(RdsFixture.id("orders")));
        assertThat(describe().dbInstanceStatus()).isEqualTo("failed");

        rds.elsewhere.down = false;
        await(convergence.retry(RdsFixture.id("orders")));
        assertThat(describe().dbInstanceStatus()).isEqualTo("available");
        assertThat(convergence.dueAgain(rds.stored("orders"))).isFalse();
    }

    @Test
    void anAddressOfIpv6StandsInBrackets() {
        Tag address = Tag.builder()
                .key("tumbler:attach")
                .value("postgres://app@[::1]:6432/orders")
                .build();
        await(rds.create.apply(request().tags(address).build(), CALL));
        assertThat(rds.stored("orders").host()).contains("::1");
        assertThat(AttachedAddress.of(rds.stored("orders")).place()).isEqualTo("[::1]:6432");
    }

    @Test
    void isForgottenWithItsSecretAndNothingElse() {
        attach();
        modify(each -> each.manageMasterUserPassword(true));
        var secret = rds.stored("orders").master().managed().orElseThrow().id();
        String last = password();
        await(rds.delete.apply(
                DeleteDbInstanceRequest.builder()
                        .dbInstanceIdentifier("orders")
                        .skipFinalSnapshot(true)
                        .build(),
                CALL));
        rds.elsewhere.down = true;
        rds.converge("orders");
        assertThat(rds.find("orders")).isEmpty();
        assertThat(rds.secret(secret)).isEmpty();
        assertThat(password()).isEqualTo(last);
        assertThat(rds.servers.stops).isEmpty();
    }

    @Test
    void isNeitherStoppedNorStartedNorRebooted() {
        attach();
        refusedAsAttached(rds.stop.apply(
                StopDbInstanceRequest.builder().dbInstanceIdentifier("orders").build(), CALL));
        refusedAsAttached(rds.start.apply(
                StartDbInstanceRequest.builder().dbInstanceIdentifier("orders").build(), CALL));
        refusedAsAttached(rds.reboot.apply(
                RebootDbInstanceRequest.builder().dbInstanceIdentifier("orders").build(), CALL));
    }

    private static void refusedAsAttached(Uni<?> call) {
        refused(
                () -> await(call),
                ErrorCode.INVALID_PARAMETER_COMBINATION,
                "The server of DB instance orders is only attached. Stop, start and reboot it where it runs.");
    }

    private static void refused(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal).hasMessage(message);
        });
    }

    private void refusedAtAttach(
            UnaryOperator<CreateDbInstanceRequest.Builder> change, ErrorCode code, String message) {
        refused(() -> await(rds.create.apply(change.apply(request()).build(), CALL)), code, message);
        assertThat(rds.find("orders")).isEmpty();
    }

    @Test
    void whatNobodyCanLogInToIsNotStored() {
        refusedAtAttach(
                each -> each.masterUserPassword("wrong"),
                ErrorCode.INVALID_PARAMETER_VALUE,
                "The server at db.example.com:6432 refuses the password of user app.");
        rds.elsewhere.down = true;
        refusedAtAttach(
                each -> each, ErrorCode.INVALID_PARAMETER_VALUE, "Unable to connect to database host db.example.com");
    }

    @Test
    void whatContradictsTheAddressIsRefused() {
        refusedAtAttach(
                each -> each.engine("mysql"),
                ErrorCode.INVALID_PARAMETER_COMBINATION,
                "The parameter Engine says something else than the tag tumbler:attach.");
        refusedAtAttach(
                each -> each.masterUsername("other"),
                ErrorCode.INVALID_PARAMETER_COMBINATION,
                "The parameter MasterUsername says something else than the tag tumbler:attach.");
        refusedAtAttach(
                each -> each.port(5432),
                ErrorCode.INVALID_PARAMETER_COMBINATION,
                "The parameter Port says something else than the tag tumbler:attach.");
    }

    @Test
    void thePasswordItHasIsNeeded() {
        refusedAtAttach(
                each -> each.masterUserPassword(null),
                ErrorCode.INVALID_PARAMETER_VALUE,
                "The parameter MasterUserPassword must be provided and must not be blank.");
        refusedAtAttach(
                each -> each.manageMasterUserPassword(true),
                ErrorCode.INVALID_PARAMETER_COMBINATION,
                "A server is attached with the password that its master user has. Specify MasterUserPassword, and"
                        + " ManageMasterUserPassword with ModifyDBInstance after that.");
    }

    @Test
    void aPasswordInTheTagIsRefused() {
        refusedAtAttach(
                each -> each.tags(Tag.builder()
                        .key("tumbler:attach")
                        .value("postgres://app:pw@db.example.com")
                        .build()),
                ErrorCode.INVALID_PARAMETER_VALUE,
                "The tag tumbler:attach must not hold a password. Specify it as MasterUserPassword.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db.example.com",
                "oracle://app@db.example.com",
                "postgres://db.example.com",
                "postgres://@db.example.com",
                "postgres://app@",
                "postgres://app@ db",
                "postgres:app@db.example.com"
            })
    void whatIsNoAddressIsRefused(String text) {
        refusedAtAttach(
                each -> each.tags(
                        Tag.builder().key("tumbler:attach").value(text).build()),
                ErrorCode.INVALID_PARAMETER_VALUE,
                "The tag tumbler:attach must hold an address like postgres://user@host:5432/database, with postgres,"
                        + " mysql or mariadb in front.");
    }
}
