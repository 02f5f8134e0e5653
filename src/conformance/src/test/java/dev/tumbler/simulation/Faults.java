package dev.tumbler.simulation;

import java.util.List;
import java.util.Random;

/** What befalls the effects of a process, drawn from a seed. */
final class Faults {
    private static final int THOUSAND = 1000;
    private static final List<Fault> ALL = List.of(Fault.values());

    private final Random random;
    private int perThousand;

    /** What befalls one effect. */
    enum Fault {
        NONE,
        /** It does not happen, and whoever asked for it cannot tell. */
        LOST_BEFORE,
        /** It happens, and whoever asked for it cannot tell. */
        LOST_AFTER,
        /** The process ends before it. */
        KILLED_BEFORE,
        /** The process ends after it, without hearing of it. */
        KILLED_AFTER
    }

    Faults(Random random) {
        this.random = random;
    }

    Fault next() {
        return random.nextInt(THOUSAND) < perThousand ? ALL.get(1 + random.nextInt(ALL.size() - 1)) : Fault.NONE;
    }

    void strike(int effectsPerThousand) {
        perThousand = effectsPerThousand;
    }

    void cease() {
        perThousand = 0;
    }
}
