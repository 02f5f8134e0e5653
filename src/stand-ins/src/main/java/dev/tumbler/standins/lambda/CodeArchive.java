package dev.tumbler.standins.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Unpacks the zip of a function, with the permissions that stand in it: a {@code bootstrap} has to be executable. */
final class CodeArchive {
    /** As in AWS. */
    private static final long MOST_BYTES = 262_144_000;

    private static final int OWNER_EXECUTES = 0100;
    private static final int CHUNK = 64 * 1024;

    private final ZipFile zip;
    private final Path target;

    /** Made last: nothing is ever written through a link. */
    private final Map<Path, Path> links = new LinkedHashMap<>();

    private long bytes;

    private CodeArchive(ZipFile zip, Path target) {
        this.zip = zip;
        this.target = target;
    }

    static void unpack(byte[] archive, Path target) throws IOException {
        try (ZipFile zip = open(archive)) {
            new CodeArchive(zip, target).unpack();
        }
    }

    private static ZipFile open(byte[] archive) {
        try {
            return ZipFile.builder()
                    .setSeekableByteChannel(new SeekableInMemoryByteChannel(archive))
                    .get();
        } catch (IOException malformed) {
            throw malformed(malformed);
        }
    }

    /** The archive is in memory, so reading it fails for no other reason than what is in it. */
    private static RuntimeException malformed(Exception cause) {
        RuntimeException refusal = LambdaErrors.noZip();
        refusal.addSuppressed(cause);
        return refusal;
    }

    private void unpack() throws IOException {
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            Path path = inside(entry.getName());
            if (entry.isDirectory()) {
                Files.createDirectories(path);
            } else if (entry.isUnixSymlink()) {
                links.put(path, Path.of(zip.getUnixSymlink(entry)));
            } else {
                Files.createDirectories(path.getParent());
                write(entry, path);
            }
        }
        for (Map.Entry<Path, Path> link : links.entrySet()) {
            Files.createDirectories(link.getKey().getParent());
            Files.createSymbolicLink(link.getKey(), link.getValue());
        }
    }

    /** A name that leads out of the folder makes the archive malformed. */
    private Path inside(String name) {
        try {
            Path path = target.resolve(name).normalize();
            if (path.startsWith(target)) {
                return path;
            }
        } catch (InvalidPathException malformed) {
            throw malformed(malformed);
        }
        throw LambdaErrors.noZip();
    }

    private void write(ZipArchiveEntry entry, Path path) throws IOException {
        try (InputStream in = content(entry);
                OutputStream out = Files.newOutputStream(path)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = read(in, chunk); read >= 0; read = read(in, chunk)) {
                count(read);
                out.write(chunk, 0, read);
            }
        }
        if ((entry.getUnixMode() & OWNER_EXECUTES) != 0) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private InputStream content(ZipArchiveEntry entry) {
        try {
            return zip.getInputStream(entry);
        } catch (IOException malformed) {
            throw malformed(malformed);
        }
    }

    private static int read(InputStream content, byte[] chunk) {
        try {
            return content.read(chunk);
        } catch (IOException malformed) {
            throw malformed(malformed);
        }
    }

    private void count(int more) {
        bytes += more;
        if (bytes >= MOST_BYTES) {
            throw LambdaErrors.unzippedTooLarge(MOST_BYTES);
        }
    }
}
