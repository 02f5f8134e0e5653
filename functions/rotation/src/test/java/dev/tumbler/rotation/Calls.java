package dev.tumbler.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Everything that leaves the functions goes through here: it is written down, and can be cut off at any call. */
final class Calls {

    /** Where a call is cut: before it had its effect, or after it had and nobody hears of it. */
    enum Cut {
        BEFORE,
        AFTER
    }

    /** A connection that broke. */
    static final class CutOff extends RuntimeException {
        CutOff(String call) {
            super("cut off at " + call);
        }
    }

    private final List<String> made = new ArrayList<>();
    private Runnable watch = () -> {};
    private Cut cut = Cut.BEFORE;
    private int cutAt = -1;

    List<String> made() {
        return List.copyOf(made);
    }

    void forget() {
        made.clear();
        cutAt = -1;
    }

    void cut(Cut where, int call) {
        forget();
        cut = where;
        cutAt = call;
    }

    /** Looks at the world after every call. */
    void watch(Runnable look) {
        watch = look;
    }

    <T> T make(String call, Supplier<T> effect) {
        boolean cutNow = made.size() == cutAt;
        made.add(call);
        if (cutNow && cut == Cut.BEFORE) {
            throw new CutOff(call);
        }
        T answer = effect(call, effect, cutNow);
        watch.run();
        if (cutNow) {
            throw new CutOff(call);
        }
        return answer;
    }

    /** A refusal gets lost on a broken connection like any other answer. */
    private static <T> T effect(String call, Supplier<T> effect, boolean cutNow) {
        try {
            return effect.get();
        } catch (RuntimeException refusal) {
            throw cutNow ? new CutOff(call) : refusal;
        }
    }
}
