package dev.tumbler.standins.lambda;

import java.net.URI;

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

    /**
     * A function that runs elsewhere and is invoked over HTTP, such as one of {@code sam local start-lambda}.
     *
     * @param endpoint where Lambda's Invoke is answered
     */
    record Served(URI endpoint, String sha256) implements FunctionCode {}
}
