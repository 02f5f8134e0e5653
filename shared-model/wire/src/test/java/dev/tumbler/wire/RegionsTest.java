package dev.tumbler.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.Partition;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

class RegionsTest {
    private static final Regions REGIONS = new Regions(false);

    static Stream<Region> all() {
        return Region.regions().stream().filter(region -> !region.isGlobalRegion());
    }

    /** The domain knows no SDK, so its partitions are compared with AWS's here. */
    @ParameterizedTest
    @MethodSource("all")
    void everyRegionOfAwsIsKnownAndHasAwsPartition(Region region) {
        Partition partition = Partition.of(region.id());

        assertThat(REGIONS.has(region.id())).isTrue();
        assertThat(partition.wireName()).isEqualTo(PartitionMetadata.of(region).id());
        assertThat(partition.dnsSuffix()).isEqualTo(PartitionMetadata.of(region).dnsSuffix());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mars-north-1", "xx-nowhere-9", "us-east-99", "aws-global", "aws-cn-global", ""})
    void noOtherNameIsARegionUnlessAnyMayBe(String name) {
        assertThat(REGIONS.has(name)).isFalse();
        assertThat(new Regions(true).has(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "false", "yes"})
    void onlyTrueLetsAnyBeOne(String value) {
        assertThat(Regions.from(Map.of(Regions.ANY, value)::get).has("mars-north-1"))
                .isFalse();
        assertThat(Regions.from(name -> null).has("mars-north-1")).isFalse();
        assertThat(Regions.from(Map.of(Regions.ANY, "true")::get).has("mars-north-1"))
                .isTrue();
    }
}
