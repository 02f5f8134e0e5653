package dev.tumbler.conformance.infra;

import dev.tumbler.rds.EventRetention;
import dev.tumbler.rds.ServerConvergence;
import dev.tumbler.scheduler.RotationDriver;
import dev.tumbler.secretsmanager.ReplicaConvergence;
import java.util.Map;
import java.util.Set;

/** What the templates deploy before its code is there. A test fails when an entry is here too long. */
final class NotThereYet {
    /** Handlers by name, with the class that does their work already. */
    static final Map<String, Class<?>> HANDLERS = Map.of(
            "rotationDriver", RotationDriver.class,
            "serverConvergence", ServerConvergence.class,
            "replicaConvergence", ReplicaConvergence.class,
            "housekeeping", EventRetention.class);

    /** It calls the handlers of these packages in its own process. */
    static final Map<String, Set<String>> FRONT_DOORS =
            Map.of("frontDoor", Set.of("dev.tumbler.secretsmanager", "dev.tumbler.rds"));

    static final Set<String> VARIABLES = Set.of(
            "TUMBLER_TABLE",
            "TUMBLER_KMS_KEY",
            "TUMBLER_EVENT_BUS",
            "TUMBLER_ROTATION_FUNCTION",
            "TUMBLER_ACCESS_KEYS");

    static final Set<String> FILES = Set.of("state-machine.asl.json");

    private NotThereYet() {}
}
