package dev.tumbler.credentials;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;

/**
 * The AWS SDK asks at run time whether its JNI library for checksums is there. An executable must not be left such a question:
 * its classes are all known when it is built. The answer is no, and Secrets Manager needs none of those checksums.
 *
 * <p>Where the AWS extensions of Quarkus are, they answer it.
 */
@SuppressWarnings("DoNotCallSuggester") // the SDK calls these
@TargetClass(className = NoCrtChecksums.ASKS, onlyWith = NoCrtChecksums.Unanswered.class)
final class NoCrtChecksums {
    static final String ASKS = "software.amazon.awssdk.checksums.internal.ChecksumProvider";
    private static final String ANSWERS = "io.quarkiverse.amazon.common.runtime.CrtSubstitutions";
    private static final String ABSENT =
            "A native executable has no software.amazon.awssdk.crt:aws-crt, which this checksum needs.";

    /** Answers null, by which the SDK takes the one of the JDK. */
    @Substitute
    static SdkChecksum createCrtCrc32C() {
        return null;
    }

    @Substitute
    static SdkChecksum crc64NvmeCrtImplementation() {
        throw new IllegalStateException(ABSENT);
    }

    @Substitute
    static SdkChecksum crtXxHash(ChecksumAlgorithm algorithm) {
        throw new IllegalStateException(ABSENT);
    }

    /** Versions of the SDK from before the question have no such class. */
    static final class Unanswered implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            return isPresent(ASKS) && !isPresent(ANSWERS);
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
}
