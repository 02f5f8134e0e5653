package dev.tumbler.router.cli;

import java.io.PrintWriter;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** The demo's steps, each with the command that does the same, and each login with its outcome. */
final class DemoStory {
    private static final String FOR_INSTANCE = " --db-instance-identifier " + DemoInstance.IDENTIFIER;

    private final Narration narration;
    private final Progress progress;
    private final DemoInstance instance;
    private final ToldLogins logins;

    DemoStory(PrintWriter out, Progress progress, DemoInstance instance, Login login) {
        this.narration = new Narration(out);
        this.progress = progress;
        this.instance = instance;
        this.logins = new ToldLogins(login, narration::say);
    }

    /** Fails as soon as a login comes out otherwise than told. */
    void tell() {
        removeFormer();
        create();
        DBInstance available = describe();
        MasterCredentials first = readSecret(available);
        narration.title(
                "Log in with the password of the secret",
                "psql \"host=" + available.endpoint().address() + " port="
                        + available.endpoint().port() + " user=" + first.userName() + " dbname=postgres\"");
        logins.expectAccepted(available, "the password", first);
        MasterCredentials second = rotate(available, first, "Rotate the password");
        rotate(available, second, "Rotate it once more");
    }

    private void removeFormer() {
        Optional<DBInstance> former = instance.find();
        former.ifPresent(each -> {
            narration.title(
                    "Remove the instance of a former demo",
                    "aws rds delete-db-instance --skip-final-snapshot" + FOR_INSTANCE);
            progress.during("deleting", () -> instance.remove(each));
        });
    }

    private void create() {
        narration.title(
                "Create a PostgreSQL instance; RDS makes its master password and keeps it in a secret",
                "aws rds create-db-instance" + FOR_INSTANCE + " --engine postgres --db-instance-class "
                        + DemoInstance.INSTANCE_CLASS + " --allocated-storage " + DemoInstance.STORAGE_GIB
                        + " --master-username " + DemoInstance.MASTER_USER + " --manage-master-user-password");
        instance.create();
        progress.during("creating", instance::awaitAvailable);
    }

    private DBInstance describe() {
        narration.title(
                "Ask where it listens and which secret has its password",
                "aws rds describe-db-instances" + FOR_INSTANCE);
        DBInstance described = instance.describe();
        narration.say("status " + described.dbInstanceStatus() + ", " + described.engine() + " "
                + described.engineVersion() + " at " + address(described));
        narration.say("master user secret " + described.masterUserSecret().secretArn() + ", "
                + described.masterUserSecret().secretStatus());
        return described;
    }

    private MasterCredentials readSecret(DBInstance described) {
        String arn = described.masterUserSecret().secretArn();
        narration.title("Read the secret", "aws secretsmanager get-secret-value --secret-id '" + arn + "'");
        return readAgain(arn);
    }

    private MasterCredentials readAgain(String arn) {
        MasterCredentials credentials = instance.credentials(arn);
        narration.say(credentials.toString());
        return credentials;
    }

    private MasterCredentials rotate(DBInstance described, MasterCredentials old, String title) {
        narration.title(
                title,
                "aws rds modify-db-instance" + FOR_INSTANCE + " --rotate-master-user-password --apply-immediately");
        instance.rotate();
        progress.during("rotating", instance::awaitRotated);
        logins.expectRefused(described, "the old password", old);
        MasterCredentials fresh = readAgain(described.masterUserSecret().secretArn());
        logins.expectAccepted(described, "the new password", fresh);
        return fresh;
    }

    private static String address(DBInstance described) {
        return DemoInstance.address(described)
                .orElseThrow(() -> new PlainFailure("the instance is available but has no endpoint"));
    }
}
