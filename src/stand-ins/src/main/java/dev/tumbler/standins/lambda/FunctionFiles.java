package dev.tumbler.standins.lambda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The files of functions. All of this blocks.
 *
 * <table>
 * <caption>What the folder holds</caption>
 * <tr><td>{@code account/region/name/code/id}</td><td>unpacked code; complete, or not there</td></tr>
 * <tr><td>{@code account/region/name/code/id.zip}</td><td>the same as it was uploaded</td></tr>
 * <tr><td>{@code account/region/name/log}</td><td>what its processes wrote, a file for each</td></tr>
 * <tr><td>{@code unfinished}</td><td>uploads that are being unpacked; what a killed router left goes at its next start</td></tr>
 * <tr><td>{@code events}</td><td>the events that functions have not had yet</td></tr>
 * <tr><td>{@code clients}</td><td>the runtime interface clients that are ours</td></tr>
 * <tr><td>{@code isolation}</td><td>how functions are kept from all this</td></tr>
 * </table>
 */
record FunctionFiles(Path root) {
    private static final String UNFINISHED = ".unfinished";
    private static final String ZIP = ".zip";
    private static final int DEPTH_OF_FUNCTIONS = 3;

    private Path folder(FunctionId id) {
        return root.resolve(id.account()).resolve(id.region()).resolve(id.name());
    }

    private Path codes(FunctionId id) {
        return folder(id).resolve("code");
    }

    Path code(FunctionId id, FunctionCode.Zipped code) {
        return codes(id).resolve(code.id());
    }

    Path zip(FunctionId id, FunctionCode.Zipped code) {
        return codes(id).resolve(code.id() + ZIP);
    }

    Path log(FunctionId id) {
        return folder(id).resolve("log");
    }

    Path clients() {
        return root.resolve("clients");
    }

    Path events() {
        return root.resolve("events");
    }

    private Path unfinished() {
        return root.resolve("unfinished");
    }

    /** Unpacks uploaded code into a folder of its own; code that is refused, or a crash, leaves nothing at its place. */
    FunctionCode.Zipped keep(FunctionId id, byte[] zip) {
        FunctionCode.Zipped code = describe(zip);
        Path unfinished = unfinished().resolve(code.id());
        try {
            CodeArchive.unpack(zip, unfinished);
            Files.createDirectories(codes(id));
            Files.write(zip(id, code), zip);
            Files.move(unfinished, code(id, code), StandardCopyOption.ATOMIC_MOVE);
            return code;
        } catch (IOException failure) {
            throw new UncheckedIOException("code of " + id.name() + " cannot be kept", failure);
        } finally {
            delete(unfinished);
        }
    }

    /** What an upload would become. */
    static FunctionCode.Zipped describe(byte[] zip) {
        return new FunctionCode.Zipped(UUID.randomUUID().toString(), sha256(zip), zip.length);
    }

    static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("this Java runtime offers no SHA-256", failure);
        }
    }

    void remove(FunctionId id, FunctionCode.Zipped code) {
        delete(code(id, code));
        delete(zip(id, code));
    }

    /** Every function that has files. */
    List<FunctionId> all() {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.walk(root, DEPTH_OF_FUNCTIONS)) {
            return folders.filter(folder -> root.relativize(folder).getNameCount() == DEPTH_OF_FUNCTIONS)
                    .filter(folder -> !folder.startsWith(clients()))
                    .map(FunctionFiles::id)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("the folder of functions cannot be read", failure);
        }
    }

    private static FunctionId id(Path folder) {
        Path region = folder.getParent();
        return new FunctionId(
                region.getParent().getFileName().toString(),
                region.getFileName().toString(),
                folder.getFileName().toString());
    }

    /** Removes uploads that a killed router was unpacking. */
    void removeUnfinished() {
        delete(unfinished());
    }

    /** Removes what a killed router left of other code than the current one. */
    void removeOthers(FunctionId id, Optional<FunctionCode> current) {
        if (!Files.exists(codes(id))) {
            return;
        }
        Set<Path> kept = new HashSet<>();
        if (current.isPresent() && current.get() instanceof FunctionCode.Zipped zipped) {
            kept.addAll(List.of(code(id, zipped), zip(id, zipped)));
        }
        List<Path> others;
        try (Stream<Path> files = Files.list(codes(id))) {
            others = files.filter(file -> !kept.contains(file)).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("the code of " + id.name() + " cannot be read", failure);
        }
        others.forEach(FunctionFiles::delete);
    }

    private static void delete(Path path) {
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (IOException failure) {
            throw new UncheckedIOException(path + " cannot be removed", failure);
        }
    }

    /** What a function never sees of this. */
    Path isolation() {
        return root.resolve("isolation");
    }

    /** Puts a runtime interface client of ours where a process can read it. */
    Path client(String name) {
        return written(name, clients());
    }

    /** Puts a file of ours into a folder. */
    static Path written(String name, Path folder) {
        Path file = folder.resolve(name);
        try (InputStream resource = FunctionFiles.class.getResourceAsStream(name)) {
            byte[] content = resource.readAllBytes();
            if (!Files.exists(file) || !MessageDigest.isEqual(Files.readAllBytes(file), content)) {
                Files.createDirectories(folder);
                Path written = Files.createTempFile(folder, name, UNFINISHED);
                Files.copy(new ByteArrayInputStream(content), written, StandardCopyOption.REPLACE_EXISTING);
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(name + " cannot be written", failure);
        }
    }

    /** Links are removed, not followed. What another thread has removed meanwhile is gone, as it should be. */
    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
