package dev.tumbler.standins.lambda;

import java.net.URI;
import java.nio.file.Path;

/** What a function runs. */
sealed interface FunctionCode {
    /** SHA-256 in base64, as {@code CodeSha256} shows it. */
    String sha256();

    /**
     * Code that was uploaded as a zip.
     *
     * @param id of the folder it rests in; each upload has its own, so that a process never sees files of another
     * @param bytes of the zip
     */
    record Zipped(String id, String sha256, long bytes) implements FunctionCode {}

    /** Code that lies in a folder of this machine and was never uploaded: nothing keeps it, and nothing removes it. */
    record Folder(Path path) implements FunctionCode {
        @Override
        public String sha256() {
            throw new UnsupportedOperationException("nothing tells the hash of what was not uploaded");
        }
    }

    /**
     * A function that runs elsewhere and is invoked over HTTP, such as one of {@code sam local start-lambda}.
     *
     * @param endpoint where Lambda's Invoke is answered
     */
    record Served(URI endpoint, String sha256) implements FunctionCode {}
}
