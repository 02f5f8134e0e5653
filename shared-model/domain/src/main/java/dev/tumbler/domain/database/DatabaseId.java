package dev.tumbler.domain.database;

import dev.tumbler.domain.Arn;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database's place: its identifier, in lower case, is unique among its kind within an account and region. */
public record DatabaseId(DatabaseKind kind, String account, String region, String identifier) {
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:rds:([a-z0-9-]+):(\\d{12}):(db|cluster):(.+)");

    /** The place that an ARN names; empty where it is not the ARN of a database. */
    public static Optional<DatabaseId> ofArn(String arn) {
        Matcher parts = ARN.matcher(arn);
        return parts.matches()
                ? Optional.of(new DatabaseId(
                        DatabaseKind.of(parts.group(3)),
                        parts.group(2),
                        parts.group(1),
                        parts.group(4).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    public String arn() {
        return Arn.of("rds", region, account, kind.wireName() + ":" + identifier)
                .toString();
    }

    /** An instance in the same account and region. */
    public DatabaseId instance(String other) {
        return new DatabaseId(DatabaseKind.INSTANCE, account, region, other);
    }
}
