package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** The dates of a secret: what sets them, and how they are written. */
@ExtendWith(SharedEndpoint.class)
class DatesIT {
    private final SecretsManagerClient aws;
    private final Wire wire;
    private final String name;

    DatesIT(Endpoint endpoint) {
        aws = endpoint.secrets();
        name = endpoint.unique("dated");
        wire = new Wire(endpoint.caller()).with("name", name);
    }

    @BeforeEach
    void create() {
        aws.createSecret(each -> each.name(name).secretString("1"));
    }

    private DescribeSecretResponse described() {
        return aws.describeSecret(each -> each.secretId(name));
    }

    @Test
    void aDateIsANumberOfSecondsWithMilliseconds() {
        Number seconds =
                wire.answer("DescribeSecret", "{\"SecretId\":\"${name}\"}").getNumber("CreatedDate");
        assertThat(new BigDecimal(seconds.toString()).stripTrailingZeros().toPlainString())
                .matches("\\d{10}(\\.\\d{1,3})?");
    }

    /** Also a change that leaves everything as it was. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            UpdateSecret             | {"SecretId":"${name}","ClientRequestToken":"${token}","Description":"changed"}
            UpdateSecret             | {"SecretId":"${name}","ClientRequestToken":"${token}","SecretString":"1"}
            PutSecretValue           | {"SecretId":"${name}","ClientRequestToken":"${token}","SecretString":"2","VersionStages":["BLUE"]}
            TagResource              | {"SecretId":"${name}","Tags":[{"Key":"k"}]}
            DeleteSecret             | {"SecretId":"${name}"}
            """)
    void aChangeMovesTheDateOfTheLastOne(String operation, String request) {
        DescribeSecretResponse before = described();
        assertThat(before.lastChangedDate()).isEqualTo(before.createdDate());

        wire.with("token", "00000000-0000-0000-0000-000000000002").answer(operation, request);

        assertThat(described().createdDate()).isEqualTo(before.createdDate());
        assertThat(described().lastChangedDate()).isAfter(before.lastChangedDate());
    }

    @Test
    void aReadIsNotedByItsDay() {
        assertThat(described().lastAccessedDate()).isNull();
        DescribeSecretResponse before = described();

        aws.getSecretValue(each -> each.secretId(name));

        Instant read = described().lastAccessedDate();
        assertThat(read).isEqualTo(read.truncatedTo(ChronoUnit.DAYS));
        assertThat(Duration.between(read, before.createdDate())).isBetween(Duration.ZERO, Duration.ofDays(1));
        assertThat(described().lastChangedDate()).isEqualTo(before.lastChangedDate());
        assertThat(aws.listSecretVersionIds(each -> each.secretId(name))
                        .versions()
                        .get(0)
                        .lastAccessedDate())
                .isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "30, 30", ", 30"})
    void aSecretIsDeletedAfterItsWindow(Long window, int days) {
        Instant gone = aws.deleteSecret(each -> each.secretId(name).recoveryWindowInDays(window))
                .deletionDate();

        assertThat(gone)
                .isCloseTo(described().lastChangedDate().plus(days, ChronoUnit.DAYS), within(1, ChronoUnit.MINUTES))
                .isEqualTo(described().deletedDate());
    }
}
