package dev.tumbler.standins.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Unpacks the zip of a function, with the permissions that it names: a {@code bootstrap} has to be executable. Links stay
 * links, wherever they point; they are made last, so nothing is ever written through one.
 */
final class CodeArchive {
    private static final int OWNER_EXECUTES = 0100;
    private static final int CHUNK = 64 * 1024;

    private final ZipFile zip;
    private final Path target;

    private CodeArchive(ZipFile zip, Path target) {
        this.zip = zip;
        this.target = target;
    }

    /** Fails with AWS's refusal where the zip is malformed or too large; what is unpacked by then stays in the folder. */
    static void unpack(byte[] archive, Path target) throws IOException {
        try (ZipFile zip = open(archive)) {
            new CodeArchive(zip, target).unpack();
        } catch (FileAlreadyExistsException collision) {
            // names that this file system takes for one, such as A and a
            throw malformed(collision);
        }
    }

    private static ZipFile open(byte[] archive) {
        try {
            return ZipFile.builder()
                    .setSeekableByteChannel(new SeekableInMemoryByteChannel(archive))
                    .get();
        } catch (IOException | RuntimeException malformed) {
            throw malformed(malformed);
        }
    }

    /** The archive is in memory, so reading it fails for no other reason than its content. */
    static RuntimeException malformed(Exception cause) {
        RuntimeException refusal = LambdaErrors.noZip();
        refusal.addSuppressed(cause);
        return refusal;
    }

    private void unpack() throws IOException {
        ArchiveLayout layout = ArchiveLayout.of(Collections.list(zip.getEntries()), target);
        Map<Path, Path> links = new LinkedHashMap<>();
        Files.createDirectories(target);
        for (Path folder : layout.folders()) {
            Files.createDirectories(folder);
        }
        for (Map.Entry<Path, ZipArchiveEntry> each : layout.contents().entrySet()) {
            if (each.getValue().isUnixSymlink()) {
                links.put(each.getKey(), destination(each.getValue()));
            } else {
                write(each.getValue(), each.getKey());
            }
        }
        for (Map.Entry<Path, Path> link : links.entrySet()) {
            Files.createSymbolicLink(link.getKey(), link.getValue());
        }
    }

    private Path destination(ZipArchiveEntry entry) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        copy(entry, content);
        String path = content.toString(StandardCharsets.UTF_8);
        if (path.isEmpty()) {
            throw LambdaErrors.noZip();
        }
        try {
            return Path.of(path);
        } catch (InvalidPathException malformed) {
            throw malformed(malformed);
        }
    }

    private void write(ZipArchiveEntry entry, Path path) throws IOException {
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
            copy(entry, out);
        }
        if ((entry.getUnixMode() & OWNER_EXECUTES) != 0) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    /** No more and no less than the zip declares. */
    private void copy(ZipArchiveEntry entry, OutputStream out) throws IOException {
        CRC32 checksum = new CRC32();
        long size = 0;
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = content(entry)) {
            for (int read = read(in, chunk); read >= 0 && size <= entry.getSize(); read = read(in, chunk)) {
                size += read;
                checksum.update(chunk, 0, read);
                out.write(chunk, 0, read);
            }
        }
        if (size != entry.getSize() || checksum.getValue() != entry.getCrc()) {
            throw LambdaErrors.noZip();
        }
    }

    private InputStream content(ZipArchiveEntry entry) {
        try {
            return zip.getInputStream(entry);
        } catch (IOException | RuntimeException malformed) {
            throw malformed(malformed);
        }
    }

    private static int read(InputStream content, byte[] chunk) {
        try {
            return content.read(chunk);
        } catch (IOException | RuntimeException malformed) {
            throw malformed(malformed);
        }
    }
}
