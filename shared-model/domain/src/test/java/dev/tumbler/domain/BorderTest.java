package dev.tumbler.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BorderTest {
    private static final Caller CALLER = new Caller("123456789012", "cn-north-1", "arn", "AIDA", Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "arn:aws-cn:kms:cn-north-1:123456789012:key/1,,",
        "arn:aws-cn:kms:cn-northwest-1:123456789012:key/1,REGION,REGION",
        "arn:aws:kms:cn-north-1:123456789012:key/1,REGION,REGION",
        "arn:aws-cn:kms:cn-north-1:210987654321:key/1,ACCOUNT,ACCOUNT",
        "arn:aws-cn:kms:cn-northwest-1:210987654321:key/1,ACCOUNT,REGION"
    })
    void anArnIsStoppedAtTheBorderThatTheServiceLooksAtFirst(String text, Border account, Border region) {
        Arn arn = Arn.parse(text).orElseThrow();

        assertThat(Border.between(CALLER, arn, Border.First.ACCOUNT)).isEqualTo(Optional.ofNullable(account));
        assertThat(Border.between(CALLER, arn, Border.First.REGION)).isEqualTo(Optional.ofNullable(region));
    }

    @ParameterizedTest
    @CsvSource({
        "eu-central-1,arn:aws:rds:eu-central-1:123456789012:db:a,arn:aws:iam::123456789012:root",
        "cn-north-1,arn:aws-cn:rds:cn-north-1:123456789012:db:a,arn:aws-cn:iam::123456789012:root",
        "us-gov-west-1,arn:aws-us-gov:rds:us-gov-west-1:123456789012:db:a,arn:aws-us-gov:iam::123456789012:root",
        "mars-north-1,arn:aws:rds:mars-north-1:123456789012:db:a,arn:aws:iam::123456789012:root"
    })
    void anArnHasThePartitionOfItsRegion(String region, String regional, String global) {
        assertThat(Arn.of("rds", region, "123456789012", "db:a")).hasToString(regional);
        assertThat(Arn.global("iam", region, "123456789012", "root")).hasToString(global);
    }

    @Test
    void theResourceOfAnArnMayHaveColons() {
        assertThat(Arn.parse("arn:aws:rds:eu-west-1:123456789012:db:a"))
                .contains(new Arn("aws", "rds", "eu-west-1", "123456789012", "db:a"));
        assertThat(Arn.parse("arn:aws:rds:eu-west-1:123456789012")).isEmpty();
        assertThat(Arn.parse("urn:aws:rds:eu-west-1:123456789012:db")).isEmpty();
    }
}
