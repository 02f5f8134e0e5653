package dev.tumbler.domain;

import java.util.Optional;

/**
 * An Amazon Resource Name in its six parts.
 *
 * @param partition its name, which may be none that AWS has
 * @param region empty for resources of global services
 */
public record Arn(String partition, String service, String region, String account, String resource) {
    private static final int PARTS = 6;

    /** The parts of a text that has the form of an ARN. */
    public static Optional<Arn> parse(String text) {
        String[] parts = text.split(":", PARTS);
        return parts.length == PARTS && parts[0].equals("arn")
                ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
                : Optional.empty();
    }

    /** The ARN of a resource in a region. */
    public static Arn of(String service, String region, String account, String resource) {
        return new Arn(Partition.of(region).wireName(), service, region, account, resource);
    }

    /** The ARN of a resource without a region, such as a role, in the partition of a region. */
    public static Arn global(String service, String region, String account, String resource) {
        return new Arn(Partition.of(region).wireName(), service, "", account, resource);
    }

    /** Whether a text is the ARN of a resource of a service, in any partition. */
    public static boolean isOf(String service, String text) {
        return parse(text).filter(arn -> arn.service().equals(service)).isPresent();
    }

    /** The same resource in the partition of a region. */
    public Arn inPartitionOf(String other) {
        return new Arn(Partition.of(other).wireName(), service, region, account, resource);
    }

    @Override
    public String toString() {
        return String.join(":", "arn", partition, service, region, account, resource);
    }
}
