package dev.tumbler.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {
    private static final Credentials TEST = new Credentials(
            "test", "test", "123456789012", "arn:aws:iam::123456789012:user/test", "AIDATEST", Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "eu-west-1,arn:aws:iam::123456789012:user/test",
        "cn-north-1,arn:aws-cn:iam::123456789012:user/test",
        "us-gov-east-1,arn:aws-us-gov:iam::123456789012:user/test"
    })
    void whoeverSignsIsInThePartitionOfTheRegion(String region, String arn) {
        assertThat(TEST.arnIn(region)).isEqualTo(arn);
    }
}
