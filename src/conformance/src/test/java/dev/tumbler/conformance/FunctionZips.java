package dev.tumbler.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import software.amazon.awssdk.core.SdkBytes;

/** The code of functions as people upload it. */
final class FunctionZips {
    private static final int EXECUTABLE = 0100755;

    private FunctionZips() {}

    /** A file that rests beside the tests. */
    static SdkBytes of(String name) {
        return of(name, read(name));
    }

    private static String read(String name) {
        try (InputStream resource = FunctionZips.class.getResourceAsStream("/functions/" + name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static SdkBytes of(String name, String content) {
        return of(Map.of(name, content));
    }

    /** Several files, by name. */
    static SdkBytes of(Map<String, String> files) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        files.forEach((name, content) -> contents.put(name, content.getBytes(StandardCharsets.UTF_8)));
        return zip(contents);
    }

    private static SdkBytes zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipArchiveEntry entry = new ZipArchiveEntry(file.getKey());
                entry.setUnixMode(EXECUTABLE);
                zip.putArchiveEntry(entry);
                zip.write(file.getValue());
                zip.closeArchiveEntry();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }

    /** Compiles a class that has no package. */
    static SdkBytes ofJava(String className, Path folder) throws IOException {
        String source = read(className + ".java");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        SimpleJavaFileObject file =
                new SimpleJavaFileObject(
                        URI.create("string:///" + className + ".java"), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        boolean compiled = compiler.getTask(
                        null, null, null, List.of("-d", folder.toString(), "--release", "17"), null, List.of(file))
                .call();
        if (!compiled) {
            throw new IllegalArgumentException(className + " does not compile");
        }
        String name = className + ".class";
        return zip(Map.of(name, Files.readAllBytes(folder.resolve(name))));
    }
}
