package dev.tumbler.standins.lambda;

import dev.tumbler.standins.RootKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Environment variables at rest: people put passwords there, so they are locked under the root key. */
record SealedEnvironment(RootKey root) {

    byte[] seal(FunctionId owner, Map<String, String> variables) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(variables.size());
            for (Map.Entry<String, String> each : variables.entrySet()) {
                out.writeUTF(each.getKey());
                out.writeUTF(each.getValue());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("an environment cannot be written", failure);
        }
        return root.wrap(bytes.toByteArray(), bound(owner));
    }

    Map<String, String> open(FunctionId owner, byte[] sealed) {
        byte[] plain = root.unwrap(sealed, bound(owner));
        Map<String, String> variables = new LinkedHashMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                variables.put(in.readUTF(), in.readUTF());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("an environment cannot be read", failure);
        }
        return variables;
    }

    private static byte[] bound(FunctionId owner) {
        return ("environment of " + owner.arn()).getBytes(StandardCharsets.UTF_8);
    }
}
