package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidCombination;
import static dev.tumbler.rds.RdsErrors.invalidValue;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.database.Database.Storage;
import dev.tumbler.domain.database.DatabaseKind;
import java.util.List;
import java.util.Optional;

/**
 * The rules on what a database is kept on. Nothing is provisioned here, so these are the ones that decide what an answer
 * shows. Types and defaults are those of AWS's API reference.
 *
 * @param engineName as refusals name it
 */
record StorageRules(Place place, String engineName) {
    static final String GP2 = "gp2";
    private static final String GP3 = "gp3";
    private static final String IO1 = "io1";
    private static final String AURORA = "aurora";
    private static final List<String> PROVISIONED = List.of(IO1, "io2");

    static final int SMALLEST = 5;
    private static final int TENTH = 10;

    /** What Aurora shows: its storage grows by itself. */
    private static final int AURORA_SIZE = 1;

    /** From this size on gp3 is striped, comes with more, and can be given more still. */
    private static final int STRIPED = 400;

    /** Where storage is, as far as its types depend on that. */
    enum Place {
        INSTANCE("gp2, gp3, io1, io2, standard"),
        MULTI_AZ_CLUSTER("gp3, io1, io2"),
        AURORA_CLUSTER("aurora, aurora-iopt1");

        private final String types;

        Place(String types) {
            this.types = types;
        }

        List<String> types() {
            return List.of(types.split(", "));
        }
    }

    /** What a caller asks for. */
    record Wish(
            Optional<Integer> allocated, Optional<String> type, Optional<Integer> iops, Optional<Integer> throughput) {
        static Wish of(Integer allocated, String type, Integer iops, Integer throughput) {
            return new Wish(
                    Optional.ofNullable(allocated),
                    Optional.ofNullable(type),
                    Optional.ofNullable(iops),
                    Optional.ofNullable(throughput));
        }

        boolean silent() {
            return allocated.isEmpty() && type.isEmpty() && iops.isEmpty() && throughput.isEmpty();
        }
    }

    static StorageRules of(EngineRules engine, DatabaseKind kind) {
        Place ofEngine = engine.aurora() ? Place.AURORA_CLUSTER : Place.MULTI_AZ_CLUSTER;
        return new StorageRules(kind == DatabaseKind.CLUSTER ? ofEngine : Place.INSTANCE, engine.engineName());
    }

    /** The types there are for an engine's instances, or for its clusters where it has no instances by themselves. */
    static List<String> types(EngineRules engine) {
        return of(engine, engine.aurora() ? DatabaseKind.CLUSTER : DatabaseKind.INSTANCE)
                .place
                .types();
    }

    static boolean takesIops(String type) {
        return PROVISIONED.contains(type) || takesThroughput(type);
    }

    static boolean takesThroughput(String type) {
        return type.equals(GP3);
    }

    /** What answers show of a type: Aurora's usual one is not named. */
    static Optional<String> shownOfCluster(Storage storage) {
        return storage.type().filter(type -> !type.equals(AURORA));
    }

    Storage created(Wish wish) {
        if (place == Place.AURORA_CLUSTER) {
            return aurora(wish, Storage.of(AURORA_SIZE));
        }
        int size = checkedSize(wish.allocated()
                .orElseThrow(
                        () -> invalidValue("The parameter AllocatedStorage must be provided and must not be blank.")));
        return ofType(wish, Storage.of(size));
    }

    /** What is stored, with what is asked to change in it. */
    Storage modified(Wish wish, Storage stored) {
        if (wish.silent()) {
            return stored;
        }
        if (place == Place.AURORA_CLUSTER) {
            return aurora(wish, stored);
        }
        Storage grown = new Storage(stored.type(), size(wish, stored.allocated()), stored.iops(), stored.throughput());
        if (place == Place.INSTANCE && staysProvisioned(wish, stored)) {
            requireBoth(wish);
        }
        return ofType(wish, grown);
    }

    private Storage aurora(Wish wish, Storage present) {
        CreateClusterRules.refuseForAurora("AllocatedStorage", wish.allocated().orElse(null), engineName);
        CreateClusterRules.refuseForAurora("Iops", wish.iops().orElse(null), engineName);
        String type = checkedType(wish.type().or(present::type).orElse(AURORA));
        return new Storage(Optional.of(type), present.allocated(), Optional.empty(), Optional.empty());
    }

    private static boolean staysProvisioned(Wish wish, Storage stored) {
        return stored.type()
                .filter(PROVISIONED::contains)
                .filter(type -> wish.type().orElse(type).equals(type))
                .isPresent();
    }

    private static void requireBoth(Wish wish) {
        if (wish.allocated().isPresent() != wish.iops().isPresent()) {
            throw invalidCombination(
                    "You must specify both the storage size and iops when modifying the storage size or"
                            + " iops on a DB instance that has iops.");
        }
    }

    private Storage ofType(Wish wish, Storage present) {
        String type = checkedType(wish.type().or(present::type).orElseGet(() -> usual(wish)));
        Storage kept = present.type().filter(type::equals).isPresent() ? present : Storage.of(present.allocated());
        if (PROVISIONED.contains(type) || place == Place.MULTI_AZ_CLUSTER) {
            return provisioned(type, wish, kept);
        }
        return type.equals(GP3) ? gp3(wish, kept) : plain(type, wish, kept);
    }

    private String usual(Wish wish) {
        return wish.iops().isPresent() || place == Place.MULTI_AZ_CLUSTER ? IO1 : GP3;
    }

    private Storage provisioned(String type, Wish wish, Storage kept) {
        refuseThroughput(type, wish);
        int iops = wish.iops()
                .or(kept::iops)
                .filter(each -> each > 0)
                .orElseThrow(() -> invalidCombination("The storage type " + type + " requires iops to be specified."));
        return new Storage(Optional.of(type), kept.allocated(), Optional.of(iops), Optional.empty());
    }

    /** It always comes with some of both, and takes no less than that. */
    private Storage gp3(Wish wish, Storage kept) {
        boolean striped = kept.allocated() >= STRIPED;
        if (!striped && (wish.iops().isPresent() || wish.throughput().isPresent())) {
            throw invalidCombination("You can't specify IOPS or storage throughput for engine " + engineName
                    + " and a storage size less than " + STRIPED + ".");
        }
        int iops = striped ? 12000 : 3000;
        int throughput = striped ? 500 : 125;
        wish.iops().filter(asked -> asked < iops).ifPresent(asked -> refuse("iops", asked, GP3));
        wish.throughput()
                .filter(asked -> asked < throughput)
                .ifPresent(asked -> refuse("storage throughput", asked, GP3));
        return new Storage(
                Optional.of(GP3),
                kept.allocated(),
                Optional.of(atLeast(iops, wish.iops().or(kept::iops))),
                Optional.of(atLeast(throughput, wish.throughput().or(kept::throughput))));
    }

    private static int atLeast(int least, Optional<Integer> wanted) {
        return Math.max(least, wanted.orElse(least));
    }

    /** Iops of 0 are AWS's way of leaving provisioned storage behind. */
    private Storage plain(String type, Wish wish, Storage kept) {
        refuseThroughput(type, wish);
        wish.iops().filter(asked -> asked != 0).ifPresent(asked -> refuse("iops", asked, type));
        return new Storage(Optional.of(type), kept.allocated(), Optional.empty(), Optional.empty());
    }

    private void refuseThroughput(String type, Wish wish) {
        wish.throughput().ifPresent(asked -> refuse("storage throughput", asked, type));
    }

    /** AWS says so of iops with gp2; the words about throughput are put like them. */
    private void refuse(String what, int asked, String type) {
        throw invalidCombination("Invalid " + what + " value for engine name " + engineName + " and storage type "
                + type + ": " + asked);
    }

    /** The words are ours. */
    private String checkedType(String type) {
        if (!place.types().contains(type)) {
            throw invalidValue("Invalid storage type for engine name " + engineName + ": " + type + ". Valid values: "
                    + place.types);
        }
        return type;
    }

    private int checkedSize(int gibibytes) {
        if (gibibytes < SMALLEST) {
            throw invalidValue("Invalid storage size for engine name " + engineName + ": " + gibibytes);
        }
        return gibibytes;
    }

    /** More storage is a tenth more at least, as AWS rounds it. Its words for less are not published. */
    private int size(Wish wish, int stored) {
        int wanted = wish.allocated().map(this::checkedSize).orElse(stored);
        if (wanted < stored) {
            throw shrunk(stored, wanted);
        }
        int tenthMore = stored + (stored + TENTH - 1) / TENTH;
        return wanted == stored ? stored : Math.max(wanted, tenthMore);
    }

    private AwsException shrunk(int stored, int wanted) {
        DatabaseKind kind = place == Place.INSTANCE ? DatabaseKind.INSTANCE : DatabaseKind.CLUSTER;
        return invalidCombination("The allocated storage of a " + kind.words() + " can't be reduced. It is " + stored
                + " GiB, and " + wanted + " GiB were requested.");
    }
}
