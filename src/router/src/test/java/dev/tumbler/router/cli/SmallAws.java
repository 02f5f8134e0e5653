package dev.tumbler.router.cli;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** RDS with at most one instance, whose secret and whose server can be made to disagree. */
final class SmallAws implements RdsClient, Login {
    static final String ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:rds!db-1-AbCdEf";

    /** What a rotation leaves undone. */
    enum Fault {
        NONE,
        SERVER_KEEPS_THE_OLD_PASSWORD,
        SERVER_TAKES_ANY_PASSWORD
    }

    private final Fault fault;
    private final List<DBInstance> instances = new ArrayList<>();
    private int secretPassword = 1;
    private int serverPassword = 1;

    SmallAws(Fault fault) {
        this.fault = fault;
    }

    LocalAws clients() {
        return new LocalAws(null, null, null, new Secrets(), this);
    }

    void add(String mark) {
        instances.add(DBInstance.builder()
                .dbInstanceIdentifier("demo-orders")
                .dbInstanceStatus("available")
                .engine("postgres")
                .engineVersion("18.6")
                .endpoint(Endpoint.builder().address("127.0.0.1").port(5432).build())
                .masterUserSecret(MasterUserSecret.builder()
                        .secretArn(ARN)
                        .secretStatus("active")
                        .build())
                .tagList(Tag.builder().key("tumbler").value(mark).build())
                .build());
    }

    @Override
    public CreateDbInstanceResponse createDBInstance(CreateDbInstanceRequest request) {
        add(request.tags().get(0).value());
        return CreateDbInstanceResponse.builder().build();
    }

    @Override
    public DescribeDbInstancesResponse describeDBInstances(DescribeDbInstancesRequest request) {
        if (instances.isEmpty()) {
            throw DbInstanceNotFoundException.builder()
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("DBInstanceNotFound")
                            .build())
                    .build();
        }
        return DescribeDbInstancesResponse.builder().dbInstances(instances).build();
    }

    @Override
    public ModifyDbInstanceResponse modifyDBInstance(ModifyDbInstanceRequest request) {
        secretPassword++;
        if (fault != Fault.SERVER_KEEPS_THE_OLD_PASSWORD) {
            serverPassword = secretPassword;
        }
        return ModifyDbInstanceResponse.builder().build();
    }

    @Override
    public DeleteDbInstanceResponse deleteDBInstance(DeleteDbInstanceRequest request) {
        instances.clear();
        return DeleteDbInstanceResponse.builder().build();
    }

    @Override
    public Outcome attempt(String host, int port, MasterCredentials credentials) {
        boolean right = credentials.password().equals("password-" + serverPassword);
        return right || fault == Fault.SERVER_TAKES_ANY_PASSWORD
                ? new Outcome.Accepted(credentials.userName())
                : new Outcome.Refused("28P01");
    }

    @Override
    public String serviceName() {
        return "rds";
    }

    @Override
    public void close() {}

    private final class Secrets implements SecretsManagerClient {
        @Override
        public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
            return GetSecretValueResponse.builder()
                    .versionId("version-" + secretPassword)
                    .secretString("{\"username\":\"orders_admin\",\"password\":\"password-" + secretPassword + "\"}")
                    .build();
        }

        @Override
        public String serviceName() {
            return "secretsmanager";
        }

        @Override
        public void close() {}
    }
}
