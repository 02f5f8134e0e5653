package dev.tumbler.credentials;

import java.util.function.BooleanSupplier;

/** Whether the AWS SDK would ask for its JNI library in an executable, and no AWS extension of Quarkus has an answer. */
final class UnansweredChecksums implements BooleanSupplier {
    /** Older versions of the SDK have no such class. */
    private static final String QUESTION = "software.amazon.awssdk.checksums.internal.ChecksumProvider";

    private static final String ANSWER = "io.quarkiverse.amazon.common.runtime.CrtSubstitutions";

    @Override
    public boolean getAsBoolean() {
        return isPresent(QUESTION) && !isPresent(ANSWER);
    }

    private static boolean isPresent(String name) {
        try {
            Class.forName(name, false, Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
