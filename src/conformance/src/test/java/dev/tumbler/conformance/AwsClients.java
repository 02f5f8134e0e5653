package dev.tumbler.conformance;

import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS SDK's clients as anybody would build them. */
record AwsClients(SecretsManagerClient secrets, RdsClient rds, KmsClient kms, StsClient sts) implements AutoCloseable {

    static AwsClients of(Caller caller) {
        return new AwsClients(
                caller.configure(SecretsManagerClient.builder()).build(),
                caller.configure(RdsClient.builder()).build(),
                caller.configure(KmsClient.builder()).build(),
                caller.configure(StsClient.builder()).build());
    }

    @Override
    public void close() {
        secrets.close();
        rds.close();
        kms.close();
        sts.close();
    }
}
