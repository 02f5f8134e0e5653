package dev.tumbler.store;

import dev.tumbler.domain.database.Backup;
import dev.tumbler.domain.database.ClusterMember;
import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseStatus;
import dev.tumbler.domain.database.MasterUser;
import dev.tumbler.domain.rotation.Rotation;
import dev.tumbler.domain.rotation.RotationRules;
import dev.tumbler.domain.rotation.RotationSettings;
import dev.tumbler.domain.rotation.RotationStatus;
import dev.tumbler.domain.secret.Dates;
import dev.tumbler.domain.secret.Details;
import dev.tumbler.domain.secret.ReplicaRegion;
import dev.tumbler.domain.secret.Replication;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.Sharing;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.domain.secret.Versions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Anything that the domain can hold, whether or not an operation leads there. */
final class DomainArbitraries {
    private DomainArbitraries() {}

    static Arbitrary<Secret> secrets() {
        return Combinators.combine(secretIds(), texts(), details(), dates(), versions(), rotations(), sharings())
                .as(Secret::new);
    }

    static Arbitrary<Database> instances() {
        return Combinators.combine(
                        Combinators.combine(Arbitraries.of(DatabaseKind.class), texts(), texts(), texts())
                                .as(DatabaseId::new),
                        texts(),
                        Combinators.combine(texts().optional(), backups().optional())
                                .as(Tuple::of),
                        Arbitraries.of(DatabaseStatus.class),
                        sealedValues(),
                        masters(),
                        settings(),
                        members())
                .as((id, text, content, status, admin, master, settings, members) -> new Database(
                        id,
                        text,
                        new Database.Engine("postgres", text, "18." + text.length()),
                        content.get1(),
                        content.get1().map(any -> any + ".example.com"),
                        5432 + text.length(),
                        admin,
                        master,
                        status,
                        settings,
                        members,
                        Instant.EPOCH.plusSeconds(text.length()),
                        content.get1().map(any -> Instant.EPOCH.plusSeconds(text.length())),
                        content.get2()));
    }

    private static Arbitrary<Backup> backups() {
        return Combinators.combine(texts(), texts()).as(Backup::new);
    }

    private static Arbitrary<List<ClusterMember>> members() {
        return Combinators.combine(texts(), texts(), texts(), tags(), moments())
                .as(ClusterMember::new)
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<MasterUser> masters() {
        Arbitrary<MasterUser.ManagedSecret> managed =
                Combinators.combine(secretIds(), texts(), texts().optional()).as(MasterUser.ManagedSecret::new);
        return Combinators.combine(
                        texts(),
                        managed.optional(),
                        sealedValues().map(MasterUser.PasswordReset::new).optional(),
                        secretIds().list().ofMaxSize(3))
                .as(MasterUser::new);
    }

    private static Arbitrary<Database.Settings> settings() {
        Arbitrary<Integer> numbers = Arbitraries.integers();
        Arbitrary<Database.Storage> storages = Combinators.combine(
                        texts().optional(), numbers, numbers.optional(), numbers.optional())
                .as(Database.Storage::new);
        return Combinators.combine(
                        texts().optional(), storages, Arbitraries.of(true, false), numbers, tags(), texts().optional())
                .as(Database.Settings::new);
    }

    static Arbitrary<SealedValue> sealedValues() {
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
        return Combinators.combine(Arbitraries.of(SealedValue.Kind.class), texts(), bytes, bytes, bytes)
                .as(SealedValue::new);
    }

    private static Arbitrary<SecretId> secretIds() {
        return Combinators.combine(texts(), texts(), texts()).as(SecretId::new);
    }

    private static Arbitrary<Details> details() {
        return Combinators.combine(texts().optional(), texts().optional(), texts().optional(), tags().optional())
                .as(Details::new);
    }

    /** In an order of their own. */
    private static Arbitrary<Map<String, String>> tags() {
        return texts().list().uniqueElements().ofMaxSize(6).map(keys -> {
            Map<String, String> tags = new LinkedHashMap<>();
            keys.forEach(key -> tags.put(key, key + " value"));
            return tags;
        });
    }

    private static Arbitrary<Dates> dates() {
        return Combinators.combine(
                        moments(),
                        moments(),
                        moments(),
                        moments().optional(),
                        moments().optional())
                .as(Dates::new);
    }

    private static Arbitrary<Versions> versions() {
        Arbitrary<Version> version = Combinators.combine(
                        texts(),
                        texts().set().ofMaxSize(4),
                        Arbitraries.of(true, false),
                        texts().optional(),
                        moments(),
                        moments().optional())
                .as(Version::new);
        return version.list().ofMaxSize(6).map(DomainArbitraries::byId);
    }

    private static Versions byId(List<Version> versions) {
        Map<String, Version> byId = new LinkedHashMap<>();
        versions.forEach(version -> byId.put(version.id(), version));
        return new Versions(byId);
    }

    private static Arbitrary<Rotation> rotations() {
        Arbitrary<RotationRules> days = Arbitraries.integers().between(1, 1000).map(RotationRules::afterDays);
        Arbitrary<RotationRules> expressions = Combinators.combine(
                        Arbitraries.of("rate(4 hours)", "rate(10 days)", "cron(0 8 ? * MON-FRI *)"),
                        Arbitraries.of("1h", "3h").optional())
                .as((expression, duration) -> new RotationRules(Optional.empty(), Optional.of(expression), duration));
        Arbitrary<RotationSettings> settings = Combinators.combine(
                        texts().optional(), Arbitraries.oneOf(days, expressions).optional())
                .as(RotationSettings::new);
        Arbitrary<Rotation.Attempt> attempt =
                Combinators.combine(texts(), Arbitraries.integers(), moments()).as(Rotation.Attempt::new);
        return Combinators.combine(
                        Arbitraries.of(true, false).optional(),
                        settings,
                        moments().optional(),
                        Arbitraries.of(RotationStatus.class),
                        attempt.optional())
                .as(Rotation::new);
    }

    private static Arbitrary<Sharing> sharings() {
        Arbitrary<ReplicaRegion.Failure> failure =
                Combinators.combine(texts(), Arbitraries.integers(), moments()).as(ReplicaRegion.Failure::new);
        Arbitrary<ReplicaRegion> region = Combinators.combine(
                        texts(),
                        texts().optional(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.longs(),
                        failure.optional())
                .as(ReplicaRegion::new);
        Arbitrary<Replication> replication = Combinators.combine(
                        texts().optional(), Arbitraries.longs(), region.list().ofMaxSize(3))
                .as(Replication::new);
        return Combinators.combine(texts().optional(), replication).as(Sharing::new);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(12);
    }

    /** From 1970 on, to the last one that nanoseconds in a long can tell. */
    private static Arbitrary<Instant> moments() {
        return Arbitraries.longs().greaterOrEqual(0).map(Keys::moment);
    }
}
