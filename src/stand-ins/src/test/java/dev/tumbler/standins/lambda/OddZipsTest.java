package dev.tumbler.standins.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is uploaded is unpacked or refused in AWS's words, and a refused upload leaves nothing on disk. */
class OddZipsTest {
    private static final String MALFORMED =
            "Could not unzip uploaded file. Please check your file, then try to upload again.";
    private static final String TOO_LARGE = "Unzipped size must be smaller than 262144000 bytes";
    private static final FunctionId ID = new FunctionId("123456789012", "us-east-1", "odd");
    private static final int MUTATIONS = 1000;

    @TempDir
    Path outside;

    private FunctionFiles files() {
        return new FunctionFiles(outside.resolve("functions"));
    }

    private void assertRefused(byte[] zip, String message) {
        Throwable refusal = catchThrowable(() -> files().keep(ID, zip));
        assertThat(refusal).isInstanceOf(AwsException.class).hasMessage(message);
        assertThat(((AwsException) refusal).code()).isEqualTo(ErrorCode.LAMBDA_INVALID_PARAMETER_VALUE);
        assertNothingLeft();
    }

    /** But for the empty folder of what is unfinished. */
    private void assertNothingLeft() {
        assertThat(left()).isEmpty();
    }

    private List<Path> left() {
        try (Stream<Path> all = Files.walk(outside)) {
            return all.filter(each -> !each.equals(outside)
                            && !each.equals(files().root())
                            && !each.equals(files().root().resolve("unfinished")))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static OddZip zip(String name) {
        return new OddZip().stored(name, Zips.PLAIN, "text");
    }

    private static OddZip files(String... names) {
        OddZip zip = new OddZip();
        Stream.of(names).forEach(name -> zip.stored(name, Zips.PLAIN, "text"));
        return zip;
    }

    private static OddZip deep(int folders) {
        return zip("a/".repeat(folders) + "file");
    }

    static Stream<Arguments> malformed() {
        return Map.ofEntries(
                        Map.entry("absolute name", zip("/etc/escaped")),
                        Map.entry("name that leads out", zip("../escaped")),
                        Map.entry("name that leads out and back", zip("a/../file")),
                        Map.entry("name with NUL", zip("a\0b")),
                        Map.entry("name with a backslash", zip("..\\escaped")),
                        Map.entry("no name", zip("")),
                        Map.entry("the folder itself", zip(".")),
                        Map.entry("long name", zip("x".repeat(256))),
                        Map.entry("long path", deep(600)),
                        Map.entry("the same name twice", files("a", "a")),
                        Map.entry("the same path twice", files("a/b", "a/./b")),
                        Map.entry("file and folder of one name", files("a", "a/b")),
                        Map.entry("folder and file of one name", files("a/b", "a")),
                        Map.entry(
                                "file in a link",
                                new OddZip().stored("link", Zips.LINK, "..").stored("link/escaped", Zips.PLAIN, "bad")),
                        Map.entry(
                                "link in a link",
                                new OddZip().stored("a", Zips.LINK, "..").stored("a/escaped/c", Zips.LINK, "x")),
                        Map.entry("link of 5 MB", new OddZip().zeros("link", Zips.LINK, 5_000_000)),
                        Map.entry(
                                "link that is longer than it says",
                                new OddZip().zeros("link", Zips.LINK, 5_000_000).declaringSize(10)),
                        Map.entry("link to nothing", new OddZip().stored("link", Zips.LINK, "")),
                        Map.entry("link with NUL", new OddZip().stored("link", Zips.LINK, "a\0b")),
                        Map.entry("file that is longer than it says", zip("a").declaringSize(1)),
                        Map.entry("file that is shorter than it says", zip("a").declaringSize(100)),
                        Map.entry("wrong checksum", zip("a").declaringCrc(1)),
                        Map.entry("encrypted", zip("a").encrypted()),
                        Map.entry("unknown compression", zip("a").compressedBy(99)),
                        Map.entry("other compression", zip("a").compressedBy(6)),
                        Map.entry(
                                "entries that share bytes", zip("a").again("b").again("c")))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> Arguments.of(each.getKey(), each.getValue().bytes()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void malformed(String what, byte[] zip) {
        assertRefused(zip, MALFORMED);
    }

    @Test
    void moreThanTheLimitIsRefusedWhetherInFilesOrInLinks() {
        assertRefused(zip("a").declaringSize(262_144_000).bytes(), TOO_LARGE);
        OddZip files = new OddZip();
        for (int i = 0; i < 3; i++) {
            files.zeros("file" + i, Zips.PLAIN, 100_000_000);
        }
        assertRefused(files.bytes(), TOO_LARGE);
        OddZip links = new OddZip();
        for (int i = 0; i < 3; i++) {
            links.zeros("link" + i, Zips.LINK, 100_000_000);
        }
        assertRefused(links.bytes(), MALFORMED);
    }

    @Test
    void moreFoldersThanTheLimitAreRefused() {
        OddZip zip = new OddZip();
        for (int i = 0; i < 300; i++) {
            zip.stored(i + "/" + "a/".repeat(400) + "file", Zips.PLAIN, "");
        }
        assertRefused(zip.bytes(), MALFORMED);
    }

    @Test
    void linksAreKeptWhereverTheyPoint() {
        FunctionCode.Zipped code = files().keep(
                        ID,
                        new OddZip()
                                .stored("bin/python", Zips.LINK, "/usr/bin/python3")
                                .stored("up", Zips.LINK, "../../other")
                                .bytes());
        assertThat(files().code(ID, code).resolve("bin/python")).isSymbolicLink();
        assertThat(Files.exists(files().code(ID, code).resolve("up"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    private static byte[] real() {
        return Zips.of(
                new String[] {"bootstrap", "lib/", "lib/code.py", "lib/link", "large"},
                new int[] {Zips.EXECUTABLE, Zips.FOLDER, Zips.PLAIN, Zips.LINK, Zips.PLAIN},
                new String[] {"#!/bin/sh\n", "", "def handler(): pass\n", "code.py", "text ".repeat(2000)});
    }

    /** Flips, cuts, repeats and overwrites bytes of real zips. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aMutatedZipIsUnpackedOrRefused(long seed) {
        Random random = new Random(seed);
        List<byte[]> originals = List.of(
                real(), files("a", "b/c", "d").bytes(), zip("a").again("b").bytes());
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] zip = Mutation.of(originals.get(i % originals.size()), random);
            assertUnpackedOrRefused("seed " + seed + ", mutation " + i, zip);
        }
    }

    private void assertUnpackedOrRefused(String which, byte[] zip) {
        try {
            files().remove(ID, files().keep(ID, zip));
        } catch (AwsException refusal) {
            assertThat(refusal.getMessage()).as(which).isIn(MALFORMED, TOO_LARGE);
            assertThat(refusal.code()).isEqualTo(ErrorCode.LAMBDA_INVALID_PARAMETER_VALUE);
        } catch (RuntimeException broken) {
            throw new AssertionError(which, broken);
        }
        assertThat(left().stream().filter(each -> !Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)))
                .as(which)
                .isEmpty();
    }
}
