package dev.tumbler.wire;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;

/** The regions that there are: those of AWS's own list in its SDK, unless any name may be one. */
public final class Regions {
    /** {@code true} lets replicas be in regions that AWS does not have. */
    public static final String ANY = "TUMBLER_ANY_REGION";

    private static final Set<String> OF_AWS = Region.regions().stream()
            .filter(region -> !region.isGlobalRegion())
            .map(Region::id)
            .collect(Collectors.toUnmodifiableSet());

    private final boolean any;

    public Regions(boolean any) {
        this.any = any;
    }

    /**
     * As the environment of a deployed function says.
     *
     * @param environment answers null for a variable that is not set
     */
    public static Regions from(UnaryOperator<String> environment) {
        return new Regions(Optional.ofNullable(environment.apply(ANY))
                .map(String::strip)
                .filter("true"::equals)
                .isPresent());
    }

    /** Whether a region of this name is known. That the name is well formed is checked before. */
    public boolean has(String region) {
        return any || OF_AWS.contains(region);
    }
}
