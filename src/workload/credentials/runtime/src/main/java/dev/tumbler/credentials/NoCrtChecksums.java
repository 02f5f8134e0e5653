package dev.tumbler.credentials;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;

/**
 * The AWS SDK asks at run time whether its JNI library for checksums is there. An executable must not be left such a question:
 * its classes are all known when it is built. The answer is no, and Secrets Manager needs none of those checksums.
 *
 * <p>Where the AWS extensions of Quarkus are, they answer it.
 */
@SuppressWarnings("DoNotCallSuggester") // the SDK calls these
@TargetClass(
        className = "software.amazon.awssdk.checksums.internal.ChecksumProvider",
        onlyWith = UnansweredChecksums.class)
final class NoCrtChecksums {

    /** Answers null, by which the SDK takes the one of the JDK. */
    @Substitute
    static SdkChecksum createCrtCrc32C() {
        return null;
    }

    @Substitute
    static SdkChecksum crc64NvmeCrtImplementation() {
        throw new IllegalStateException(
                "A native executable has no software.amazon.awssdk.crt:aws-crt, which this checksum needs.");
    }

    @Substitute
    static SdkChecksum crtXxHash(ChecksumAlgorithm algorithm) {
        throw new IllegalStateException(
                "A native executable has no software.amazon.awssdk.crt:aws-crt, which this checksum needs.");
    }
}
