package dev.tumbler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;

class QueryCodecTest {
    private static final SdkClients CLIENTS = SdkClients.create();
    private static final Operation<CreateDbInstanceRequest> CREATE = Exchange.CREATE_DB_INSTANCE;

    @Provide
    Arbitrary<Exchange<?, ?>> exchanges() {
        return Arbitraries.of(Exchange.QUERY);
    }

    @Property(tries = 200)
    void whatTheSdkSendsIsReadAsItWasMeant(@ForAll("exchanges") Exchange<?, ?> exchange, @ForAll long seed) {
        Exchange.SentRequest<?> sent = exchange.send(SampleValues.of(seed), CLIENTS);
        Map<String, String> parameters = QueryCodec.parse("", sent.bytes());

        assertThat((Object) QueryCodec.read(parameters, exchange.operation())).isEqualTo(sent.meant());
        assertThat(parameters)
                .containsEntry("Action", exchange.operation().name())
                .containsEntry("Version", exchange.operation().service().version());
    }

    @Property(tries = 200)
    void theSdkReadsWhatIsWrittenAsItWasMeant(@ForAll("exchanges") Exchange<?, ?> exchange, @ForAll long seed) {
        SdkPojo response = exchange.response(SampleValues.of(seed));
        byte[] xml = QueryCodec.write(exchange.operation(), response, "id");

        assertThat(exchange.receive(xml, CLIENTS).equalsBySdkFields(response)).isTrue();
    }

    @Property(tries = 1000)
    void aFormIsReadOrRefusedInAwsTerms(@ForAll byte[] bytes) {
        try {
            assertThat(QueryCodec.parse("", bytes)).isNotNull();
        } catch (AwsException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_QUERY_STRING);
        }
    }

    @Provide
    Arbitrary<Map<String, String>> parameters() {
        Arbitrary<String> names = Arbitraries.of(
                        "Tags",
                        "Tag",
                        "member",
                        "1",
                        "2",
                        "x",
                        "",
                        "Key",
                        "AllocatedStorage",
                        "MultiAZ",
                        "999999999999")
                .list()
                .ofMaxSize(5)
                .map(parts -> String.join(".", parts));
        return Arbitraries.maps(names, Arbitraries.of("", "1", "true", "-", "2026-01-01T00:00Z", "1e9"));
    }

    @Property(tries = 500)
    void oddParametersAreReadOrRefusedInAwsTerms(@ForAll("parameters") Map<String, String> parameters) {
        try {
            assertThat(QueryCodec.read(parameters, CREATE)).isNotNull();
        } catch (AwsException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tags.Tag.1", "Tags.member.1", "Tags.Tag.7"})
    void aListIsTakenUnderItsOwnNameAndUnderMember(String name) {
        assertThat(QueryCodec.read(Map.of(name + ".Key", "k", name + ".Value", "v"), CREATE)
                        .tags())
                .containsExactly(Tag.builder().key("k").value("v").build());
    }

    @Test
    void theElementsOfAListComeInTheOrderOfTheirNumbers() {
        Map<String, String> parameters = Map.of(
                "VpcSecurityGroupIds.VpcSecurityGroupId.10", "c",
                "VpcSecurityGroupIds.VpcSecurityGroupId.2", "b",
                "VpcSecurityGroupIds.VpcSecurityGroupId.1", "a");

        assertThat(QueryCodec.read(parameters, CREATE).vpcSecurityGroupIds()).containsExactly("a", "b", "c");
    }

    @Test
    void aListCanBeSetToBeEmpty() {
        assertThat(QueryCodec.read(Map.of("Tags", ""), CREATE).hasTags()).isTrue();
        assertThat(QueryCodec.read(Map.of(), CREATE).hasTags()).isFalse();
    }

    @Test
    void formsAreDecodedAsUtf8() {
        assertThat(parse("a=%C3%BC+%2B&b=&c&&=d&a.b=1%3D2"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", "ü +", "b", "", "c", "", "", "d", "a.b", "1=2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%GG", "%zz=1", "a=%FF", "a=%C3", "a=%-1"})
    void aMalformedFormIsRefused(String form) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> parse(form))
                .withMessage("The query string contains a syntax error.")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_QUERY_STRING));
    }

    @Test
    void aValueOfTheWrongKindIsRefusedByName() {
        assertRefused("AllocatedStorage", "twenty", "The parameter AllocatedStorage is not a valid integer.");
        assertRefused("AllocatedStorage", "", "The parameter AllocatedStorage is not a valid integer.");
        assertRefused("MultiAZ", "yes", "The parameter MultiAZ is not a valid boolean.");
    }

    private static void assertRefused(String name, String value, String message) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> QueryCodec.read(Map.of(name, value), CREATE))
                .withMessage(message)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE));
    }

    @Test
    void anAnswerIsWrittenAsRdsWritesIt() {
        CreateDbInstanceResponse response = CreateDbInstanceResponse.builder()
                .dbInstance(DBInstance.builder()
                        .dbInstanceIdentifier("orders <&>\u0001\ud800")
                        .instanceCreateTime(Instant.parse("2026-01-02T03:04:05Z"))
                        .multiAZ(false)
                        .tagList(Tag.builder().key("k").build())
                        .build())
                .build();

        assertThat(text(QueryCodec.write(CREATE, response, "id-1")))
                .isEqualTo("<CreateDBInstanceResponse xmlns=\"http://rds.amazonaws.com/doc/2014-10-31/\">"
                        + "<CreateDBInstanceResult><DBInstance>"
                        + "<DBInstanceIdentifier>orders &lt;&amp;&gt;</DBInstanceIdentifier>"
                        + "<InstanceCreateTime>2026-01-02T03:04:05.000Z</InstanceCreateTime>"
                        + "<MultiAZ>false</MultiAZ><TagList><Tag><Key>k</Key></Tag></TagList>"
                        + "</DBInstance></CreateDBInstanceResult>"
                        + "<ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata>"
                        + "</CreateDBInstanceResponse>");
    }

    @Test
    void anOperationWithoutOutputHasNoResult() {
        Operation<TagResourceRequest> operation = Operation.of(Service.RDS, "AddTags", TagResourceRequest::builder);

        assertThat(text(QueryCodec.write(
                        operation, TagResourceResponse.builder().build(), "id")))
                .doesNotContain("Result");
    }

    private static Map<String, String> parse(String form) {
        return QueryCodec.parse("", form.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
