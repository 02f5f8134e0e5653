package dev.tumbler.standins.kms;

import software.amazon.awssdk.services.kms.model.DataKeySpec;

/** How long a data key shall be. */
final class DataKeyLength {
    private static final int AES_128_BYTES = 16;
    private static final int AES_256_BYTES = 32;

    private DataKeyLength() {}

    static int of(DataKeySpec spec, Integer bytes) {
        if ((spec == null) == (bytes == null)) {
            throw KmsErrors.validation("Please specify either number of bytes or key spec.");
        }
        if (bytes != null) {
            return bytes;
        }
        return spec == DataKeySpec.AES_128 ? AES_128_BYTES : AES_256_BYTES;
    }
}
