package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.ID;
import static dev.tumbler.domain.secret.Samples.OWNED;
import static dev.tumbler.domain.secret.Samples.RDS;
import static dev.tumbler.domain.secret.Samples.SUFFIX;
import static dev.tumbler.domain.secret.Samples.WEEKLY;
import static dev.tumbler.domain.secret.Samples.token;
import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.domain.secret.Versions.AWSPENDING;

import dev.tumbler.domain.rotation.Rotation;
import dev.tumbler.domain.rotation.RotationSettings;
import dev.tumbler.domain.store.Decision;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** One call on the one secret of a {@link World}, and what it does to the labels if it is not refused. */
sealed interface Command {

    Decision<Secret, ?> decide(World world);

    /** What the decision, if it writes, does to the labels. */
    default void label(LabelModel labels, World world) {}

    /** A call that brings a value to a secret that is there. */
    sealed interface Value extends Command {
        int version();

        int text();
    }

    record Create(int version, int text, boolean withValue) implements Command {
        @Override
        public Decision<Secret, ?> decide(World world) {
            Optional<NewValue> value = withValue ? Optional.of(world.value(version, text)) : Optional.empty();
            NewSecret wanted = new NewSecret(ID, SUFFIX, OWNED, value, Optional.of(WEEKLY));
            return SecretLifecycle.create(world.stored(), wanted, world.now());
        }

        @Override
        public void label(LabelModel labels, World world) {
            if (withValue) {
                labels.attach(AWSCURRENT, token(version));
            }
        }
    }

    record Put(int version, int text, Set<String> labels) implements Value {
        @Override
        public Decision<Secret, ?> decide(World world) {
            return SecretValues.put(world.secret(), RDS, world.value(version, text), labels, world.now());
        }

        @Override
        public void label(LabelModel model, World world) {
            model.put(token(version), labels);
        }
    }

    record Update(int version, int text) implements Value {
        @Override
        public Decision<Secret, ?> decide(World world) {
            Optional<NewValue> value = Optional.of(world.value(version, text));
            SecretUpdate update = new SecretUpdate(Optional.empty(), Optional.empty(), value);
            return SecretValues.update(world.secret(), RDS, update, world.now());
        }

        @Override
        public void label(LabelModel labels, World world) {
            labels.put(token(version), Set.of());
        }
    }

    /** UpdateSecret with a key; the present keys may be lost. */
    record ChangeKey(Optional<String> keyId, boolean lost) implements Command {
        @Override
        public Decision<Secret, ?> decide(World world) {
            Optional<KeyChange> key = Optional.of(world.keyChange(keyId, lost));
            return SecretValues.update(
                    world.secret(), RDS, new SecretUpdate(Optional.empty(), key, Optional.empty()), world.now());
        }
    }

    /** UpdateSecretVersionStage: away from the version that holds the label, or from any other. */
    record Move(String label, boolean fromHolder, Optional<Integer> from, Optional<Integer> to) implements Command {
        @Override
        public Decision<Secret, ?> decide(World world) {
            Secret secret = world.secret();
            Optional<String> source =
                    fromHolder ? secret.versions().holder(label).map(Version::id) : from.map(Samples::token);
            return SecretValues.moveLabel(secret, RDS, label, source, to.map(Samples::token), world.now());
        }

        @Override
        public void label(LabelModel labels, World world) {
            to.ifPresentOrElse(version -> labels.attach(label, token(version)), () -> labels.detach(label));
        }
    }

    /** RotateSecret, or the owner's own start; either takes up a rotation that ended early. */
    record Rotate(int version, boolean byOwner) implements Command {
        @Override
        public Decision<Secret, ?> decide(World world) {
            return byOwner
                    ? SecretRotation.startOrResume(world.secret(), token(version), world.now())
                    : SecretRotation.rotate(world.secret(), token(version), RotationSettings.NONE, world.now());
        }

        @Override
        public void label(LabelModel labels, World world) {
            if (world.secret().unfinishedRotation().isEmpty()) {
                labels.attach(AWSPENDING, token(version));
            }
        }
    }

    /** What happens to the rotation under way. */
    enum Step implements Command {
        CREATE_SECRET {
            @Override
            public Decision<Secret, ?> decide(World world) {
                return new Put(rotating(world), 1, Set.of(AWSPENDING)).decide(world);
            }

            @Override
            public void label(LabelModel labels, World world) {
                labels.put(token(rotating(world)), Set.of(AWSPENDING));
            }
        },
        FINISH_SECRET {
            @Override
            public Decision<Secret, ?> decide(World world) {
                return new Move(AWSCURRENT, true, Optional.empty(), Optional.of(rotating(world))).decide(world);
            }

            @Override
            public void label(LabelModel labels, World world) {
                labels.attach(AWSCURRENT, token(rotating(world)));
            }
        },
        STEPS_RAN {
            @Override
            public Decision<Secret, ?> decide(World world) {
                return SecretRotation.stepsRan(world.stored(), token(rotating(world)), world.now());
            }

            @Override
            public void label(LabelModel labels, World world) {
                String token = token(rotating(world));
                if (token.equals(labels.holders().get(AWSCURRENT))) {
                    labels.detach(AWSPENDING, token);
                }
            }
        },
        ATTEMPT_FAILED {
            @Override
            public Decision<Secret, ?> decide(World world) {
                return SecretRotation.attemptFailed(world.stored(), token(rotating(world)), "why", world.now());
            }
        },
        RESUME {
            @Override
            public Decision<Secret, ?> decide(World world) {
                return SecretRotation.resume(world.stored(), Duration.ZERO, world.now());
            }
        };

        private static int rotating(World world) {
            return world.secret()
                    .rotation()
                    .attempt()
                    .map(Rotation.Attempt::token)
                    .map(Integer::parseInt)
                    .orElse(0);
        }
    }

    /** Calls on the secret as a whole. */
    enum Whole implements Command {
        SCHEDULE_DELETION {
            @Override
            public Decision<Secret, ?> decide(World world) {
                return SecretLifecycle.schedule(world.secret(), RDS, Optional.empty(), world.now());
            }
        },
        CANCEL_ROTATION {
            @Override
            public Decision<Secret, ?> decide(World world) {
                return SecretRotation.cancel(world.secret(), world.now());
            }
        },
        RESTORE {
            @Override
            public Decision<Secret, ?> decide(World world) {
                return SecretLifecycle.restore(world.secret(), world.now());
            }
        },
        READ {
            @Override
            public Decision<Secret, ?> decide(World world) {
                Version read = SecretValues.readable(world.secret(), Optional.empty(), Optional.empty());
                return SecretValues.accessed(world.stored(), read.id(), world.now());
            }
        }
    }
}
