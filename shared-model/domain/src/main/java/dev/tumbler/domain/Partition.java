package dev.tumbler.domain;

import java.util.Arrays;

/** A group of regions with accounts, ARNs and addresses of its own. Nothing reaches from one into another. */
public enum Partition {
    AWS("aws", "", "amazonaws.com"),
    AWS_CN("aws-cn", "cn-", "amazonaws.com.cn"),
    AWS_EUSC("aws-eusc", "eusc-", "amazonaws.eu"),
    AWS_ISO("aws-iso", "us-iso-", "c2s.ic.gov"),
    AWS_ISO_B("aws-iso-b", "us-isob-", "sc2s.sgov.gov"),
    AWS_ISO_E("aws-iso-e", "eu-isoe-", "cloud.adc-e.uk"),
    AWS_ISO_F("aws-iso-f", "us-isof-", "csp.hci.ic.gov"),
    AWS_US_GOV("aws-us-gov", "us-gov-", "amazonaws.com");

    private final String wireName;
    private final String regionPrefix;
    private final String dnsSuffix;

    Partition(String wireName, String regionPrefix, String dnsSuffix) {
        this.wireName = wireName;
        this.regionPrefix = regionPrefix;
        this.dnsSuffix = dnsSuffix;
    }

    /** The partition of a region; {@code aws} for a name that no partition knows. */
    public static Partition of(String region) {
        return Arrays.stream(values())
                .filter(each -> !each.regionPrefix.isEmpty() && region.startsWith(each.regionPrefix))
                .findFirst()
                .orElse(AWS);
    }

    /** The name in an ARN. */
    public String wireName() {
        return wireName;
    }

    /** The end of the host names of services. */
    public String dnsSuffix() {
        return dnsSuffix;
    }
}
