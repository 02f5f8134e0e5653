package dev.tumbler.standins.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Archives as people upload them. */
final class Zips {
    static final int EXECUTABLE = 0100755;
    static final int PLAIN = 0100644;
    static final int LINK = 0120777;
    static final int FOLDER = 040755;

    private Zips() {}

    static byte[] of(String name, int mode, String content) {
        return of(new String[] {name}, new int[] {mode}, new String[] {content});
    }

    static byte[] of(String[] names, int[] modes, String[] contents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            for (int i = 0; i < names.length; i++) {
                ZipArchiveEntry entry = new ZipArchiveEntry(names[i]);
                entry.setUnixMode(modes[i]);
                zip.putArchiveEntry(entry);
                zip.write(contents[i].getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    /** A function whose program is a shell script. */
    static byte[] bootstrap(String script) {
        return of("bootstrap", EXECUTABLE, "#!/bin/sh\n" + script + "\n");
    }
}
