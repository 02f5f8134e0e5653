package dev.tumbler.rotation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A function that Secrets Manager can call to rotate a secret. Calling it again with the same event is always safe. */
public abstract class RotationHandler implements RequestStreamHandler {
    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.UTF_8);

    /** Does what the event asks; a {@link RotationException} or an exception of the AWS SDK says why it could not. */
    public abstract Uni<Void> apply(RotationEvent event);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        RotationEvent event = RotationEvent.read(input);
        // Lambda gives each invocation a thread of its own, and the step must be over when this method returns
        apply(event).await().indefinitely();
        output.write(NOTHING);
    }
}
