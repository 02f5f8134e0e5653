package dev.tumbler.rds;

import dev.tumbler.domain.database.DatabaseServers.Offer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.rds.model.DBEngineVersion;
import software.amazon.awssdk.services.rds.model.Filter;

/**
 * A version of an engine that can be run here, in AWS's words.
 *
 * @param first whether a caller who names no version gets this one
 */
record OfferedVersion(Offer offer, boolean first) {
    /** By engine and then by age, as AWS lists them. */
    static final Comparator<OfferedVersion> IN_ORDER =
            Comparator.comparing(OfferedVersion::engineName).thenComparing(OfferedVersion::number);

    private static final String POSTGRES = "postgres";
    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry(POSTGRES, "PostgreSQL"),
            Map.entry("aurora-postgresql", "Aurora PostgreSQL"),
            Map.entry("mysql", "MySQL Community Edition"),
            Map.entry("aurora-mysql", "Aurora MySQL"),
            Map.entry("mariadb", "MariaDB Community Edition"));
    private static final Map<String, Function<OfferedVersion, Set<String>>> FILTERED = Map.of(
            "db-parameter-group-family", version -> Set.of(version.family()),
            "engine", version -> Set.of(version.engineName()),
            "engine-mode", version -> Set.of("provisioned"),
            "engine-version", version -> Set.of(version.version()),
            "status", version -> Set.of("available"));

    static AnswerFilters<OfferedVersion> filters(List<Filter> filters) {
        return new AnswerFilters<>(FILTERED, filters);
    }

    String engineName() {
        return offer.engineName();
    }

    String version() {
        return offer.version();
    }

    VersionNumber number() {
        return VersionNumber.of(version()).orElseThrow();
    }

    /** Whether a caller who names this version, or the beginning of one, means it. */
    boolean answersTo(String wanted) {
        return (version() + ".").startsWith(wanted + ".");
    }

    /** PostgreSQL counts its major versions in one place, the others in two. */
    String majorVersion() {
        List<Integer> places = number().places();
        return isPostgres() ? places.get(0).toString() : places.get(0) + "." + places.get(1);
    }

    String family() {
        return engineName() + majorVersion();
    }

    /** In AWS's words for the engine's licence. */
    String licenseModel() {
        return isPostgres() ? "postgresql-license" : "general-public-license";
    }

    private boolean isPostgres() {
        return engineName().equals(POSTGRES) || engineName().endsWith("-postgresql");
    }

    /** What runs is named, so that nobody takes a server for what it stands in for. */
    DBEngineVersion answer() {
        String description = DESCRIPTIONS.getOrDefault(engineName(), engineName());
        String product =
                DESCRIPTIONS.getOrDefault(offer.program(), offer.program()).split(" ", 2)[0];
        return DBEngineVersion.builder()
                .engine(engineName())
                .majorEngineVersion(majorVersion())
                .engineVersion(version())
                .dbParameterGroupFamily(family())
                .dbEngineDescription(description)
                .dbEngineVersionDescription(product + " " + version())
                .status("available")
                .supportsLogExportsToCloudwatchLogs(false)
                .supportsReadReplica(false)
                .supportsGlobalDatabases(false)
                .supportsParallelQuery(false)
                .supportsBabelfish(false)
                .build();
    }
}
