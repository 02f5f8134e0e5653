package dev.tumbler.standins.lambda;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.SdkBytes;

/** The code of a function as a request brings it. */
sealed interface UploadedCode {

    /** What it becomes once it is kept; it writes files, so it blocks. */
    FunctionCode keep(FunctionFiles files, FunctionId id);

    /** What it would become. */
    FunctionCode described();

    /** A zip. */
    @SuppressWarnings("ArrayRecordComponent") // unpacked once and never compared
    record Zip(byte[] bytes) implements UploadedCode {
        @Override
        public FunctionCode keep(FunctionFiles files, FunctionId id) {
            return files.keep(id, bytes);
        }

        @Override
        public FunctionCode described() {
            return FunctionFiles.describe(bytes);
        }
    }

    /** The address of a function that is served elsewhere. */
    record Address(URI endpoint) implements UploadedCode {
        @Override
        public FunctionCode keep(FunctionFiles files, FunctionId id) {
            return described();
        }

        @Override
        public FunctionCode described() {
            return new FunctionCode.Served(
                    endpoint, FunctionFiles.sha256(endpoint.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    /**
     * The code of a request; each part is null where it is absent.
     *
     * @param bucket a place in S3, which is refused: there is none here
     */
    static UploadedCode of(SdkBytes zip, String imageUri, String bucket) {
        if (bucket != null) {
            throw LambdaErrors.notOffered("Code from S3");
        }
        if (imageUri != null) {
            return new Address(address(imageUri));
        }
        if (zip == null) {
            throw LambdaErrors.invalid("Please provide a source for function code.");
        }
        return new Zip(zip.asByteArrayUnsafe());
    }

    /** Images cannot be run here; an address in the place of one attaches a function. */
    private static URI address(String imageUri) {
        try {
            URI address = new URI(imageUri);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (http && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException malformed) {
            throw notAnAddress();
        }
        throw notAnAddress();
    }

    private static RuntimeException notAnAddress() {
        return LambdaErrors.notOffered("An image other than the address of a function that is served elsewhere, such as"
                + " http://127.0.0.1:3001,");
    }
}
