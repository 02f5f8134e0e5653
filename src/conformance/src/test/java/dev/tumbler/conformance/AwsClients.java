package dev.tumbler.conformance;

import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS SDK's clients as anybody would build them. */
record AwsClients(SecretsManagerClient secrets, RdsClient rds, KmsClient kms, StsClient sts) implements AutoCloseable {

    static AwsClients of(Caller caller) {
        return of(caller, caller);
    }

    /**
     * Where not everything has one address.
     *
     * @param others of KMS and STS, which functions of Tumbler's do not offer
     */
    static AwsClients of(Caller caller, Caller others) {
        return new AwsClients(
                caller.configure(SecretsManagerClient.builder()).build(),
                caller.configure(RdsClient.builder()).build(),
                others.configure(KmsClient.builder()).build(),
                others.configure(StsClient.builder()).build());
    }

    @Override
    public void close() {
        secrets.close();
        rds.close();
        kms.close();
        sts.close();
    }
}
