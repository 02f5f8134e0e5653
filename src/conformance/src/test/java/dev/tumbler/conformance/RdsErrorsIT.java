package dev.tumbler.conformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What RDS refuses, with its code and words. Where AWS's words are not published, and where something is not offered yet,
 * they are ours.
 */
@OwnRouter
@ExtendWith(SharedEndpoint.class)
class RdsErrorsIT {
    private static QueryWire wire;
    private static ManagedInstance managed;
    private static ManagedInstance own;
    private static ManagedCluster aurora;
    private static ManagedCluster multiAz;
    private static String arn;

    @BeforeAll
    static void create(Endpoint shared) {
        wire = new QueryWire(shared.caller());
        managed = new ManagedInstance(shared.clients(), "errors-managed");
        own = new ManagedInstance(shared.clients(), "errors-own");
        shared.clients().rds().createDBInstance(ManagedInstance.request("errors-managed"));
        shared.clients()
                .rds()
                .createDBInstance(ManagedInstance.request("errors-own").toBuilder()
                        .manageMasterUserPassword(null)
                        .masterUserPassword("chosen-by-hand")
                        .deletionProtection(true)
                        .build());
        createClusters(shared.clients());
        managed.awaitAvailable();
        own.awaitAvailable();
        aurora.awaitAvailable();
        multiAz.awaitAvailable();
        arn = own.describe().dbInstanceArn();
    }

    /** Aurora's has a password of its own, is protected and has a member; the Multi-AZ one is managed. */
    private static void createClusters(AwsClients clients) {
        aurora = new ManagedCluster(clients, "errors-aurora");
        multiAz = new ManagedCluster(clients, "errors-multi-az");
        clients.rds()
                .createDBCluster(ManagedCluster.request("errors-aurora").toBuilder()
                        .manageMasterUserPassword(null)
                        .masterUserPassword("chosen-by-hand")
                        .deletionProtection(true)
                        .build());
        clients.rds().createDBInstance(each -> each.dbInstanceIdentifier("errors-member")
                .dbClusterIdentifier("errors-aurora")
                .engine("aurora-postgresql")
                .dbInstanceClass("db.r6g.large"));
        clients.rds()
                .createDBCluster(ManagedCluster.request("errors-multi-az").toBuilder()
                        .engine("postgres")
                        .dbClusterInstanceClass("db.m5d.large")
                        .allocatedStorage(100)
                        .iops(1000)
                        .build());
    }

    @AfterAll
    static void remove() {
        aurora.aws().rds().modifyDBCluster(each -> each.dbClusterIdentifier("errors-aurora")
                .deletionProtection(false));
        aurora.aws().rds().deleteDBInstance(each -> each.dbInstanceIdentifier("errors-member"));
        aurora.delete();
        multiAz.delete();
        own.aws().rds().modifyDBInstance(each -> each.dbInstanceIdentifier("errors-own")
                .deletionProtection(false));
        own.delete();
        managed.delete();
    }

    /** Fills the places for the ARNs of an instance that is managed, one that is not, one elsewhere and none. */
    private static String filled(String text) {
        return text.replace("${managed}", arn.replace("errors-own", "errors-managed"))
                .replace("${own}", arn)
                .replace("${cluster}", arn.replace(":db:errors-own", ":cluster:errors-multi-az"))
                .replace("${nocluster}", arn.replace(":db:errors-own", ":cluster:none"))
                .replace("${none}", arn.replace("errors-own", "none"))
                .replace("${elsewhere}", arn.replace("us-east-1", "eu-west-3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            ModifyDBInstance | DBInstanceIdentifier=errors-managed MasterUserPassword=long-enough ManageMasterUserPassword=true | InvalidParameterCombination | MasterUserPassword and ManageMasterUserPassword are mutually exclusive. Specify only one of these parameters.
            ModifyDBInstance | DBInstanceIdentifier=errors-managed ManageMasterUserPassword=false | InvalidParameterCombination | MasterUserPassword must be provided when ManageMasterUserPassword is set to false.
            ModifyDBInstance | DBInstanceIdentifier=errors-own ManageMasterUserPassword=false | InvalidParameterCombination | MasterUserPassword must be provided when ManageMasterUserPassword is set to false.
            ModifyDBInstance | DBInstanceIdentifier=errors-own ManageMasterUserPassword=false MasterUserPassword=long-enough | InvalidParameterCombination | You cannot set ManageMasterUserPassword to false because the master user password is not currently managed by RDS.
            ModifyDBInstance | DBInstanceIdentifier=errors-managed MasterUserSecretKmsKeyId=alias/mine | InvalidParameterValue | A ManageMasterUserPassword value is required when MasterUserSecretKmsKeyId is specified.
            ModifyDBInstance | DBInstanceIdentifier=errors-own ManageMasterUserPassword=true MasterUserSecretKmsKeyId=alias/none | KMSKeyNotAccessibleFault | Specified KMS key [alias/none] does not exist, is not enabled or you do not have permissions to access it.
            ModifyDBInstance | DBInstanceIdentifier=errors-managed RotateMasterUserPassword=true | InvalidParameterCombination | You must specify apply immediately when rotating the master user password.
            ModifyDBInstance | DBInstanceIdentifier=errors-managed RotateMasterUserPassword=true ApplyImmediately=false | InvalidParameterCombination | You must specify apply immediately when rotating the master user password.
            ModifyDBInstance | DBInstanceIdentifier=errors-own MasterUserPassword=1234567 | InvalidParameterValue | The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.
            ModifyDBInstance | DBInstanceIdentifier=none | DBInstanceNotFound | DBInstance none not found.
            DescribeDBInstances | DBInstanceIdentifier=none | DBInstanceNotFound | DBInstance none not found.
            DeleteDBInstance | DBInstanceIdentifier=none SkipFinalSnapshot=true | DBInstanceNotFound | DBInstance none not found.
            DeleteDBInstance | DBInstanceIdentifier=errors-own SkipFinalSnapshot=true | InvalidParameterCombination | Cannot delete protected DB Instance, please disable deletion protection and try again.
            StopDBInstance | DBInstanceIdentifier=none | DBInstanceNotFound | DBInstance none not found.
            StopDBInstance | `` | MissingParameter | The request must contain the parameter DBInstanceIdentifier.
            StopDBInstance | DBInstanceIdentifier=errors-managed DBSnapshotIdentifier=last | InvalidParameterCombination | This endpoint makes no snapshots. Leave out DBSnapshotIdentifier to stop the DB instance.
            StartDBInstance | DBInstanceIdentifier=none | DBInstanceNotFound | DBInstance none not found.
            StartDBInstance | DBInstanceIdentifier=errors-managed | InvalidDBInstanceState | Instance errors-managed is not stopped, it cannot be started.
            RebootDBInstance | DBInstanceIdentifier=none | DBInstanceNotFound | DBInstance none not found.
            RebootDBInstance | DBInstanceIdentifier=errors-managed ForceFailover=true | InvalidParameterCombination | ForceFailover cannot be specified since the instance is not configured for either MultiAZ or High Availability
            CreateDBInstanceReadReplica | DBInstanceIdentifier=replica SourceDBInstanceIdentifier=errors-managed | InvalidParameterValue | Creating read replicas for source instance with engine postgres where ManageMasterUserPassword is enabled is not supported.
            CreateDBInstanceReadReplica | DBInstanceIdentifier=replica SourceDBInstanceIdentifier=none | DBInstanceNotFound | DBInstance none not found.
            CreateDBInstanceReadReplica | DBInstanceIdentifier=replica | MissingParameter | The request must contain the parameter SourceDBInstanceIdentifier.
            CreateDBInstanceReadReplica | DBInstanceIdentifier=replica SourceDBInstanceIdentifier=errors-own | InvalidParameterCombination | Creating a read replica is not supported by this endpoint yet.
            CreateBlueGreenDeployment | BlueGreenDeploymentName=green Source=${managed} | SourceDatabaseNotSupportedFault | The source DB instance ${managed} isn't supported for a blue/green deployment.
            CreateBlueGreenDeployment | BlueGreenDeploymentName=green Source=${none} | DBInstanceNotFound | DBInstance none not found.
            CreateBlueGreenDeployment | BlueGreenDeploymentName=green Source=${own} | InvalidParameterCombination | Creating a blue/green deployment is not supported by this endpoint yet.
            CreateBlueGreenDeployment | Source=${own} | MissingParameter | The request must contain the parameter BlueGreenDeploymentName.
            AddTagsToResource | ResourceName=${none} Tags.Tag.1.Key=a Tags.Tag.1.Value=b | DBInstanceNotFound | DBInstance none not found.
            AddTagsToResource | ResourceName=${own} | MissingParameter | The request must contain the parameter Tags.
            AddTagsToResource | ResourceName=${own} Tags.Tag.1.Key=AWS:mine | InvalidParameterValue | Tag keys can't be prefixed with aws: or rds:
            AddTagsToResource | ResourceName=${own} Tags.Tag.1.Key=rds:mine | InvalidParameterValue | Tag keys can't be prefixed with aws: or rds:
            AddTagsToResource | ResourceName=${own} Tags.Tag.1.Value=b | InvalidParameterValue | Tag keys must be from 1 to 128 characters long.
            AddTagsToResource | ResourceName=${own} Tags.Tag.1.Key=hours Tags.Tag.1.Value=off(M-F,18) | InvalidParameterValue | Tag values may only contain unicode letters, digits, whitespace, or one of these symbols: _ . : / = + \\ - @
            RemoveTagsFromResource | ResourceName=${own} | MissingParameter | The request must contain the parameter TagKeys.
            RemoveTagsFromResource | ResourceName=${own} TagKeys.member.1=aws:mine | InvalidParameterValue | Tag keys can't be prefixed with aws: or rds:
            ListTagsForResource | ResourceName=errors-own | InvalidParameterValue | Invalid resource name: errors-own
            ListTagsForResource | ResourceName=${elsewhere} | InvalidParameterValue | The specified resource name does not match an RDS resource in this region.
            ModifyDBCluster | DBClusterIdentifier=errors-multi-az MasterUserPassword=long-enough ManageMasterUserPassword=true | InvalidParameterCombination | MasterUserPassword and ManageMasterUserPassword are mutually exclusive. Specify only one of these parameters.
            ModifyDBCluster | DBClusterIdentifier=errors-multi-az ManageMasterUserPassword=false | InvalidParameterCombination | MasterUserPassword must be provided when ManageMasterUserPassword is set to false.
            ModifyDBCluster | DBClusterIdentifier=errors-aurora ManageMasterUserPassword=false MasterUserPassword=long-enough | InvalidParameterCombination | You cannot set ManageMasterUserPassword to false because the master user password is not currently managed by RDS.
            ModifyDBCluster | DBClusterIdentifier=errors-multi-az MasterUserSecretKmsKeyId=alias/mine | InvalidParameterValue | A ManageMasterUserPassword value is required when MasterUserSecretKmsKeyId is specified.
            ModifyDBCluster | DBClusterIdentifier=errors-multi-az MasterUserPassword=long-enough | InvalidParameterCombination | You can't specify MasterUserPassword for a DB cluster with ManageMasterUserPassword enabled.
            ModifyDBCluster | DBClusterIdentifier=errors-aurora ManageMasterUserPassword=true MasterUserSecretKmsKeyId=alias/none | KMSKeyNotAccessibleFault | Specified KMS key [alias/none] does not exist, is not enabled or you do not have permissions to access it.
            ModifyDBCluster | DBClusterIdentifier=errors-multi-az RotateMasterUserPassword=true | InvalidParameterCombination | You must specify apply immediately when rotating the master user password.
            ModifyDBCluster | DBClusterIdentifier=errors-aurora RotateMasterUserPassword=true ApplyImmediately=true | InvalidParameterCombination | You can't rotate the master user password because it is not currently managed by RDS.
            ModifyDBCluster | DBClusterIdentifier=errors-aurora MasterUserPassword=this-is-a-password-that-has-42-characters- | InvalidParameterValue | The parameter MasterUserPassword is not a valid password because it is longer than 41 characters.
            ModifyDBCluster | DBClusterIdentifier=errors-aurora DBClusterInstanceClass=db.m5d.large | InvalidParameterCombination | The parameter DBClusterInstanceClass isn't supported for DB engine aurora-postgresql.
            ModifyDBInstance | DBInstanceIdentifier=errors-own StorageType=io1 | InvalidParameterCombination | The storage type io1 requires iops to be specified.
            ModifyDBInstance | DBInstanceIdentifier=errors-member Iops=1000 | InvalidParameterCombination | The specified DB Instance is a member of a cluster. Modify storage type for the DB Cluster using the ModifyDbCluster API
            ModifyDBCluster | DBClusterIdentifier=errors-multi-az StorageType=gp2 | InvalidParameterValue | Invalid storage type for engine name postgres: gp2. Valid values: gp3, io1, io2
            ModifyDBCluster | DBClusterIdentifier=errors-aurora Iops=1000 | InvalidParameterCombination | The parameter Iops isn't supported for DB engine aurora-postgresql.
            ModifyDBCluster | DBClusterIdentifier=none | DBClusterNotFoundFault | DBCluster none not found.
            DescribeDBClusters | DBClusterIdentifier=none | DBClusterNotFoundFault | DBCluster none not found.
            DescribeDBClusters | MaxRecords=19 | InvalidParameterValue | Invalid value 19 for MaxRecords. Must be between 20 and 100
            DescribeDBClusters | Filters.Filter.1.Name=colour Filters.Filter.1.Values.Value.1=blue | InvalidParameterValue | Unrecognized filter name: colour
            DeleteDBCluster | DBClusterIdentifier=none SkipFinalSnapshot=true | DBClusterNotFoundFault | DBCluster none not found.
            DeleteDBCluster | DBClusterIdentifier=errors-aurora | InvalidParameterCombination | FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.
            DeleteDBCluster | DBClusterIdentifier=errors-aurora SkipFinalSnapshot=true | InvalidParameterCombination | Cannot delete protected Cluster, please disable deletion protection and try again.
            StartDBCluster | DBClusterIdentifier=errors-aurora | InvalidDBClusterStateFault | DbCluster errors-aurora is in available state but expected it to be one of stopped,inaccessible-encryption-credentials-recoverable.
            StopDBCluster | DBClusterIdentifier=none | DBClusterNotFoundFault | DBCluster none not found.
            RebootDBCluster | `` | MissingParameter | The request must contain the parameter DBClusterIdentifier.
            CreateBlueGreenDeployment | BlueGreenDeploymentName=green Source=${cluster} | SourceClusterNotSupportedFault | The source DB cluster ${cluster} isn't supported for a blue/green deployment.
            CreateBlueGreenDeployment | BlueGreenDeploymentName=green Source=${nocluster} | DBClusterNotFoundFault | DBCluster none not found.
            ListTagsForResource | ResourceName=${nocluster} | DBClusterNotFoundFault | DBCluster none not found.
            DeleteDBInstance | DBInstanceIdentifier=errors-multi-az-instance-1 SkipFinalSnapshot=true | InvalidParameterValue | Deleting cluster instances isn't supported for DB engine postgres.
            DeleteDBInstance | DBInstanceIdentifier=errors-member FinalDBSnapshotIdentifier=last | InvalidParameterCombination | FinalDBSnapshotIdentifier can not be specified when deleting a cluster instance
            StopDBInstance | DBInstanceIdentifier=errors-member | InvalidParameterCombination | aurora-postgresql DB instances are not eligible for stopping and starting.
            ModifyDBInstance | DBInstanceIdentifier=errors-member MasterUserPassword=long-enough | InvalidParameterCombination | The specified DB Instance is a member of a cluster. Modify master user password for the DB Cluster using the ModifyDbCluster API
            ModifyDBInstance | DBInstanceIdentifier=errors-member ManageMasterUserPassword=true | InvalidParameterCombination | The specified DB Instance is a member of a cluster. Modify master user password for the DB Cluster using the ModifyDbCluster API
            ModifyDBInstance | DBInstanceIdentifier=errors-member RotateMasterUserPassword=true ApplyImmediately=true | InvalidParameterCombination | The specified DB Instance is a member of a cluster. Modify master user password for the DB Cluster using the ModifyDbCluster API
            ListTagsForResource | `` | MissingParameter | The request must contain the parameter ResourceName.
            """)
    void isRefused(String operation, String parameters, String code, String message) {
        wire.assertRefused(operation, filled(parameters), code, filled(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            MasterUserPassword=long-enough ManageMasterUserPassword=true | InvalidParameterCombination | MasterUserPassword and ManageMasterUserPassword are mutually exclusive. Specify only one of these parameters.
            `` | InvalidParameterValue | The parameter MasterUserPassword must be provided and must not be blank.
            ManageMasterUserPassword=false | InvalidParameterValue | The parameter MasterUserPassword must be provided and must not be blank.
            MasterUserPassword= | InvalidParameterValue | The parameter MasterUserPassword must be provided and must not be blank.
            MasterUserPassword=1234567 | InvalidParameterValue | The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.
            MasterUserPassword=slash/slash | InvalidParameterValue | The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides '/', '@', '"', ' ' may be used.
            MasterUserPassword=at@at@at@at | InvalidParameterValue | The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides '/', '@', '"', ' ' may be used.
            MasterUserPassword=quote"quote | InvalidParameterValue | The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides '/', '@', '"', ' ' may be used.
            MasterUserPassword=long-enough MasterUserSecretKmsKeyId=alias/mine | InvalidParameterValue | A ManageMasterUserPassword value is required when MasterUserSecretKmsKeyId is specified.
            ManageMasterUserPassword=true MasterUserSecretKmsKeyId=alias/none | KMSKeyNotAccessibleFault | Specified KMS key [alias/none] does not exist, is not enabled or you do not have permissions to access it.
            ManageMasterUserPassword=true MasterUsername=rdsadmin | InvalidParameterValue | MasterUsername rdsadmin cannot be used as it is a reserved word used by the engine
            ManageMasterUserPassword=true MasterUsername=1st | InvalidParameterValue | Invalid master user name
            ManageMasterUserPassword=true DBInstanceIdentifier=errors-managed | DBInstanceAlreadyExists | DB instance already exists
            ManageMasterUserPassword=true DBInstanceIdentifier=two--hyphens | InvalidParameterValue | The parameter DBInstanceIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.
            ManageMasterUserPassword=true Tags.Tag.1.Key=aws:mine Tags.Tag.1.Value=x | InvalidParameterValue | Tag keys can't be prefixed with aws: or rds:
            ManageMasterUserPassword=true StorageType=gp9 | InvalidParameterValue | Invalid storage type for engine name postgres: gp9. Valid values: gp2, gp3, io1, io2, standard
            ManageMasterUserPassword=true StorageType=io1 | InvalidParameterCombination | The storage type io1 requires iops to be specified.
            ManageMasterUserPassword=true StorageType=gp2 Iops=4000 | InvalidParameterCombination | Invalid iops value for engine name postgres and storage type gp2: 4000
            ManageMasterUserPassword=true StorageType=gp3 Iops=4000 | InvalidParameterCombination | You can't specify IOPS or storage throughput for engine postgres and a storage size less than 400.
            ManageMasterUserPassword=true MasterUserAuthenticationType=iam-db-auth | InvalidParameterValue | The parameter MasterUserAuthenticationType is not supported by this endpoint yet.
            """)
    void aNewInstanceIsRefused(String parameters, String code, String message) {
        // of a parameter that is given twice the last one counts
        wire.assertRefused(
                "CreateDBInstance",
                "DBInstanceIdentifier=new Engine=postgres DBInstanceClass=db.t4g.micro AllocatedStorage=20 "
                        + parameters,
                code,
                message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            MasterUserPassword=long-enough ManageMasterUserPassword=true | InvalidParameterCombination | MasterUserPassword and ManageMasterUserPassword are mutually exclusive. Specify only one of these parameters.
            `` | InvalidParameterValue | The parameter MasterUserPassword must be provided and must not be blank.
            MasterUserPassword=1234567 | InvalidParameterValue | The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.
            MasterUserPassword=this-is-a-password-that-has-42-characters- | InvalidParameterValue | The parameter MasterUserPassword is not a valid password because it is longer than 41 characters.
            MasterUserPassword=long-enough MasterUserSecretKmsKeyId=alias/mine | InvalidParameterValue | A ManageMasterUserPassword value is required when MasterUserSecretKmsKeyId is specified.
            ManageMasterUserPassword=true EngineMode=serverless | InvalidParameterValue | The parameter ManageMasterUserPassword is not valid for engine mode: serverless.
            ManageMasterUserPassword=true MasterUserSecretKmsKeyId=alias/none | KMSKeyNotAccessibleFault | Specified KMS key [alias/none] does not exist, is not enabled or you do not have permissions to access it.
            ManageMasterUserPassword=true MasterUsername=rdsadmin | InvalidParameterValue | MasterUsername rdsadmin cannot be used as it is a reserved word used by the engine
            ManageMasterUserPassword=true DBClusterIdentifier=errors-aurora | DBClusterAlreadyExistsFault | DB Cluster already exists
            ManageMasterUserPassword=true DBClusterIdentifier=two--hyphens | InvalidParameterValue | The parameter DBClusterIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.
            ManageMasterUserPassword=true Engine=postgres AllocatedStorage=100 DBClusterInstanceClass=db.m5d.large DBClusterIdentifier=a-name-for-a-multi-az-db-cluster-with-53-characters-- | InvalidParameterValue | The parameter DBClusterIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.
            ManageMasterUserPassword=true Engine=postgres AllocatedStorage=100 | MissingParameter | The request must contain the parameter DBClusterInstanceClass.
            ManageMasterUserPassword=true Engine=postgres DBClusterInstanceClass=db.m5d.large | InvalidParameterValue | The parameter AllocatedStorage must be provided and must not be blank.
            ManageMasterUserPassword=true Engine=mariadb | InvalidParameterValue | Invalid DB engine
            ManageMasterUserPassword=true AllocatedStorage=100 | InvalidParameterCombination | The parameter AllocatedStorage isn't supported for DB engine aurora-postgresql.
            ManageMasterUserPassword=true Iops=1000 | InvalidParameterCombination | The parameter Iops isn't supported for DB engine aurora-postgresql.
            ManageMasterUserPassword=true StorageType=gp3 | InvalidParameterValue | Invalid storage type for engine name aurora-postgresql: gp3. Valid values: aurora, aurora-iopt1
            ManageMasterUserPassword=true Engine=postgres DBClusterInstanceClass=db.m5d.large AllocatedStorage=100 | InvalidParameterCombination | The storage type io1 requires iops to be specified.
            ManageMasterUserPassword=true BackupRetentionPeriod=0 | InvalidParameterValue | Invalid backup retention period: 0. Must be between 1 and 35.
            """)
    void aNewClusterIsRefused(String parameters, String code, String message) {
        wire.assertRefused(
                "CreateDBCluster", "DBClusterIdentifier=new Engine=aurora-postgresql " + parameters, code, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            MasterUserPassword=long-enough | InvalidParameterCombination | The requested DB Instance will be a member of a DB Cluster. Set master user password for the DB Cluster.
            ManageMasterUserPassword=true | InvalidParameterCombination | The requested DB Instance will be a member of a DB Cluster. Set master user password for the DB Cluster.
            MasterUsername=owner | InvalidParameterCombination | The requested DB Instance will be a member of a DB Cluster. Set master user name for the DB Cluster.
            BackupRetentionPeriod=3 | InvalidParameterCombination | The requested DB Instance will be a member of a DB Cluster. Set backup retention period for the DB Cluster.
            StorageType=gp3 | InvalidParameterCombination | The requested DB Instance will be a member of a DB Cluster. Set storage type for the DB Cluster.
            Iops=1000 | InvalidParameterCombination | The requested DB Instance will be a member of a DB Cluster. Set iops for the DB Cluster.
            AllocatedStorage=100 | InvalidParameterCombination | The requested DB instance will be a member of a DB cluster. You don't need to set storage size.
            DBClusterIdentifier=none | DBClusterNotFoundFault | DBCluster none not found.
            DBInstanceIdentifier=errors-own | DBInstanceAlreadyExists | DB instance already exists
            DBInstanceIdentifier=errors-member | DBInstanceAlreadyExists | DB instance already exists
            DBInstanceIdentifier=errors-multi-az-instance-1 | DBInstanceAlreadyExists | DB instance already exists
            Engine=aurora-mysql | InvalidParameterCombination | The engine name requested for your DB instance (aurora-mysql) doesn't match the engine name of your DB cluster (aurora-postgresql).
            DBClusterIdentifier=errors-multi-az Engine=postgres | InvalidParameterValue | Creating cluster instances isn't supported for DB engine postgres.
            """)
    void aNewMemberIsRefused(String parameters, String code, String message) {
        wire.assertRefused(
                "CreateDBInstance",
                "DBInstanceIdentifier=new DBClusterIdentifier=errors-aurora Engine=aurora-postgresql"
                        + " DBInstanceClass=db.r6g.large " + parameters,
                code,
                message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            Engine=mysql MasterUserPassword=long-enough ManageMasterUserPassword=true | InvalidParameterCombination | MasterUserPassword and ManageMasterUserPassword are mutually exclusive. Specify only one of these parameters.
            Engine=mysql | InvalidParameterValue | The parameter MasterUserPassword must be provided and must not be blank.
            Engine=mysql MasterUserPassword=long-enough MasterUserSecretKmsKeyId=alias/mine | InvalidParameterValue | A ManageMasterUserPassword value is required when MasterUserSecretKmsKeyId is specified.
            Engine=postgres ManageMasterUserPassword=true | InvalidParameterValue | Invalid DB engine
            `` | MissingParameter | The request must contain the parameter Engine.
            Engine=mysql ManageMasterUserPassword=true SourceEngine=oracle | InvalidParameterValue | Invalid source engine: oracle. Valid values: mysql
            Engine=mysql ManageMasterUserPassword=true AllocatedStorage=20 S3BucketName=../secrets | InvalidS3BucketFault | The specified bucket is not valid: ../secrets
            """)
    void aRestoreIsRefused(String parameters, String code, String message) {
        wire.assertRefused(
                "RestoreDBInstanceFromS3",
                "DBInstanceIdentifier=new DBInstanceClass=db.t4g.micro SourceEngine=mysql SourceEngineVersion=8.0.30"
                        + " S3BucketName=backups S3IngestionRoleArn=arn:aws:iam::123456789012:role/s3 " + parameters,
                code,
                message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            Engine=aurora-mysql | MissingParameter | The request must contain the parameter MasterUsername.
            Engine=aurora-mysql MasterUsername=owner | InvalidParameterValue | The parameter MasterUserPassword must be provided and must not be blank.
            Engine=aurora-mysql MasterUsername=rdsadmin ManageMasterUserPassword=true | InvalidParameterValue | MasterUsername rdsadmin cannot be used as it is a reserved word used by the engine
            Engine=mysql MasterUsername=owner ManageMasterUserPassword=true | InvalidParameterValue | Invalid DB engine
            Engine=aurora-mysql MasterUsername=owner ManageMasterUserPassword=true S3BucketName=../secrets | InvalidS3BucketFault | The specified bucket is not valid: ../secrets
            """)
    void aRestoredClusterIsRefused(String parameters, String code, String message) {
        wire.assertRefused(
                "RestoreDBClusterFromS3",
                "DBClusterIdentifier=new SourceEngine=mysql SourceEngineVersion=8.0.30 S3BucketName=backups"
                        + " S3IngestionRoleArn=arn:aws:iam::123456789012:role/s3 " + parameters,
                code,
                message);
    }
}
