package dev.tumbler.engines;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The content of an object as it comes. An answer that is cut off fails: to the JDK's HTTP client it only ends, and a dump
 * without its last statements looks like a whole one.
 */
final class S3Content extends InputStream {
    private final ResponseInputStream<GetObjectResponse> answer;
    private final S3Reading reading;

    /** Nothing if S3 does not say how long the object is, which it does. */
    private long missing;

    S3Content(ResponseInputStream<GetObjectResponse> answer, S3Reading reading) {
        this.answer = answer;
        this.reading = reading;
        this.missing = Optional.ofNullable(answer.response().contentLength()).orElse(0L);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = answered(target, offset, length);
        if (count < 0 && missing > 0) {
            throw reading.cutOff(missing);
        }
        missing = Math.max(0, missing - Math.max(0, count));
        return count;
    }

    private int answered(byte[] target, int offset, int length) throws IOException {
        try {
            return answer.read(target, offset, length);
        } catch (IOException | SdkException failure) {
            throw reading.failed(failure);
        }
    }

    /** What has not arrived counts too: a packed file of several parts is taken to end where nothing is available. */
    @Override
    public int available() {
        return (int) Math.min(missing, Integer.MAX_VALUE);
    }

    /** Nobody waits for the rest of what is not read to its end. */
    @Override
    public void close() throws IOException {
        if (missing > 0) {
            answer.abort();
        } else {
            answer.close();
        }
    }
}
