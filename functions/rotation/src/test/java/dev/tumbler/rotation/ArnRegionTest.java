package dev.tumbler.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerServiceClientConfiguration;

class ArnRegionTest {
    @ParameterizedTest
    @CsvSource({
        "arn:aws:secretsmanager:eu-west-3:123456789012:secret:orders-AbCdEf,eu-west-3",
        "arn:aws-cn:rds:cn-north-1:123456789012:db:orders,cn-north-1",
        "arn:aws:iam::123456789012:role/rotation,us-east-1",
        "orders,us-east-1"
    })
    void aCallGoesToTheRegionOfTheArn(String arn, String region) {
        AwsRequestOverrideConfiguration.Builder request = AwsRequestOverrideConfiguration.builder();
        SecretsManagerServiceClientConfiguration.Builder client =
                SecretsManagerServiceClientConfiguration.builder().region(Region.US_EAST_1);

        ArnRegion.of(arn).accept(request);
        request.build().plugins().forEach(plugin -> plugin.configureClient(client));

        assertThat(client.region().id()).isEqualTo(region);
    }
}
