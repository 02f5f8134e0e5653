package dev.tumbler.standins.lambda;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What a function finds around it; the router says where it is and whom it trusts. */
public interface FunctionSurroundings {

    /** Where the services of this machine answer. */
    URI endpoint();

    /**
     * What a function signs its calls with.
     *
     * @param role the ARN of its role
     * @param function its name
     */
    AccessKey accessKey(String role, String function);

    /** The folder that no function may look into, where this machine can hide it. */
    default Optional<Path> hidden() {
        return Optional.empty();
    }

    /** An access key without a session token. */
    record AccessKey(String id, String secret) {
        @Override
        public String toString() {
            return "AccessKey[" + id + "]";
        }
    }
}
