package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidValue;

import dev.tumbler.domain.Action;
import dev.tumbler.domain.Arn;
import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.Partition;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** How databases are named. */
final class Identifiers {
    /** The longest identifier, but for that of a Multi-AZ DB cluster. */
    static final int LONGEST = 63;

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z](?:-?[A-Za-z0-9]){0,62}");
    private static final String RESOURCE_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int RESOURCE_LENGTH = 26;

    private Identifiers() {}

    /** The place of something new, under AWS's rules for names. */
    static DatabaseId wellFormed(DatabaseKind kind, String identifier, Caller caller) {
        return wellFormed(kind, identifier, LONGEST, caller);
    }

    static DatabaseId wellFormed(DatabaseKind kind, String identifier, int longest, Caller caller) {
        if (identifier == null) {
            throw RdsErrors.missing(kind.identifierParameter());
        }
        if (identifier.length() > longest || !IDENTIFIER.matcher(identifier).matches()) {
            throw invalidValue("The parameter " + kind.identifierParameter() + " is not a valid identifier. Identifiers"
                    + " must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end"
                    + " with a hyphen or contain two consecutive hyphens.");
        }
        return new DatabaseId(kind, caller.account(), caller.region(), identifier.toLowerCase(Locale.ROOT));
    }

    /**
     * The place that an identifier or an ARN names, whether or not something is there. An ARN of another account, region or
     * partition is refused.
     */
    static DatabaseId named(DatabaseKind kind, String identifierOrArn, Action action) {
        if (identifierOrArn == null) {
            throw RdsErrors.missing(kind.identifierParameter());
        }
        Caller caller = action.caller();
        return DatabaseId.ofArn(identifierOrArn)
                .filter(id -> id.kind() == kind)
                .map(id -> reached(id, identifierOrArn, action, () -> kind.notFound(id.identifier())))
                .orElseGet(() -> new DatabaseId(
                        kind, caller.account(), caller.region(), identifierOrArn.toLowerCase(Locale.ROOT)));
    }

    /** The source of a replica, which may be in another region of the partition. */
    static DatabaseId source(String identifierOrArn, Action action) {
        String here = action.caller().region();
        String region = DatabaseId.ofArn(identifierOrArn)
                .map(DatabaseId::region)
                .filter(there -> Partition.of(there) == Partition.of(here))
                .orElse(here);
        return named(DatabaseKind.INSTANCE, identifierOrArn, action.in(region));
    }

    /** The database that an operation on resources of many kinds names. */
    static DatabaseId resource(String arn, Action action) {
        if (arn == null) {
            throw RdsErrors.missing("ResourceName");
        }
        // unsourced: these words
        DatabaseId id = DatabaseId.ofArn(arn).orElseThrow(() -> invalidValue("Invalid resource name: " + arn));
        // the words of terraform-provider-aws 15758
        return reached(
                id,
                arn,
                action,
                () -> invalidValue("The specified resource name does not match an RDS resource in this region."));
    }

    /** unsourced: that RDS denies an ARN of another account in the words that Secrets Manager has. */
    private static DatabaseId reached(DatabaseId id, String arn, Action action, Supplier<AwsException> notFound) {
        Arn.parse(arn).ifPresent(place -> action.requireReach(place, arn, notFound));
        return id;
    }

    /** An immutable resource id, {@code db-} or {@code cluster-} and 26 characters, as RDS makes them. */
    static String resourceId(DatabaseKind kind, SecureRandom random) {
        StringBuilder id = new StringBuilder(kind.wireName()).append('-');
        random.ints(RESOURCE_LENGTH, 0, RESOURCE_ALPHABET.length())
                .forEach(index -> id.append(RESOURCE_ALPHABET.charAt(index)));
        return id.toString();
    }
}
