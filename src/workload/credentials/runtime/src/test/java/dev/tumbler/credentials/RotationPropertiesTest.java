package dev.tumbler.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is rotated, given up and cached, and whenever somebody logs in: the login succeeds, and after few refusals. */
class RotationPropertiesTest {
    private static final Duration A_WHILE = Duration.ofMinutes(25);

    /** What may happen between two logins. */
    private enum Event {
        CREATE_SECRET,
        SET_SECRET,
        FINISH_SECRET,
        GIVE_UP,
        GO_DOWN,
        COME_BACK,
        TIME_PASSES
    }

    /** A rotation with a single user, step by step. */
    private static final class Rotation {
        final World world = new World(true);
        private int versions = 1;
        private String current = "v1";
        private String pending = "";
        private boolean isSet;
        private boolean isDown;

        Rotation() {
            world.secretsManager.put(Stage.CURRENT, current);
            world.change(current);
        }

        void happen(Event event) {
            switch (event) {
                case CREATE_SECRET -> create();
                case SET_SECRET -> set();
                case FINISH_SECRET -> finish();
                case GIVE_UP -> giveUp();
                case GO_DOWN -> goDown(true);
                case COME_BACK -> goDown(false);
                case TIME_PASSES -> world.pass(A_WHILE);
            }
        }

        private void create() {
            if (pending.isEmpty()) {
                versions++;
                pending = "v" + versions;
                world.secretsManager.put(Stage.PENDING, pending);
            }
        }

        private void set() {
            if (!pending.isEmpty()) {
                isSet = true;
                world.change(pending);
            }
        }

        private void finish() {
            if (isSet) {
                current = pending;
                world.secretsManager.put(Stage.CURRENT, current);
                end();
            }
        }

        private void giveUp() {
            world.change(current);
            end();
        }

        private void end() {
            pending = "";
            isSet = false;
            world.secretsManager.remove(Stage.PENDING);
        }

        private void goDown(boolean down) {
            isDown = down;
            if (down) {
                world.secretsManager.failWith(new IllegalStateException("down"));
            } else {
                world.secretsManager.recover();
            }
        }

        String inForce() {
            return isSet ? pending : current;
        }

        boolean isUp() {
            return !isDown;
        }
    }

    @Property
    void aLoginSucceedsAtEveryMoment(@ForAll @Size(min = 1, max = 60) List<Event> events) {
        Rotation rotation = new Rotation();
        rotation.world.login();
        for (Event event : events) {
            rotation.happen(event);
            if (rotation.isUp()) {
                int before = rotation.world.refused.size();
                assertThat(rotation.world.login()).isEqualTo(rotation.inForce());
                assertThat(rotation.world.refused.size() - before).isLessThanOrEqualTo(3);
            }
        }
    }

    @Property
    void aPauseIsAtLeastHalfOfItsLengthAndNeverLonger(
            @ForAll @IntRange(min = 1) int vain, @ForAll @IntRange(max = 99) int chance) {
        Duration whole = new Pauses(() -> 0).after(vain);
        Duration pause = new Pauses(() -> chance / 100.0).after(vain);

        assertThat(pause).isBetween(whole.dividedBy(2), whole);
        assertThat(whole).isBetween(Pauses.FIRST, Pauses.LONGEST);
    }
}
