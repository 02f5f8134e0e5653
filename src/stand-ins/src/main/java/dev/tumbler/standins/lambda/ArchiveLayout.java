package dev.tumbler.standins.lambda;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * Where each entry of a zip goes. It is complete before the first byte is written, and an entry that would be written
 * outside the folder, over another one or through a link makes the whole zip malformed.
 */
final class ArchiveLayout {
    /** As in AWS. */
    static final long MOST_BYTES = 262_144_000;

    /** A longer target of a link is no path of Linux. */
    static final int MOST_BYTES_OF_LINK = 4095;

    // unsourced: AWS names no such limit; each entry takes a file or folder of this machine
    static final int MOST_ENTRIES = 100_000;

    // what every file system of Linux and macOS takes
    private static final int MOST_BYTES_OF_NAME = 255;
    private static final int MOST_BYTES_OF_PATH = 1000;

    private final Path target;
    private final Set<Path> folders = new LinkedHashSet<>();
    private final Map<Path, ZipArchiveEntry> contents = new LinkedHashMap<>();
    private long bytes;

    private ArchiveLayout(Path target) {
        this.target = target;
    }

    static ArchiveLayout of(List<ZipArchiveEntry> entries, Path target) {
        ArchiveLayout layout = new ArchiveLayout(target);
        entries.forEach(layout::add);
        if (layout.folders.stream().anyMatch(layout.contents::containsKey)) {
            throw LambdaErrors.noZip();
        }
        layout.checkOverlaps();
        return layout;
    }

    /** Each folder behind the one that it is in. */
    List<Path> folders() {
        return folders.stream()
                .sorted(Comparator.comparingInt(Path::getNameCount))
                .toList();
    }

    /** Files and links. */
    Map<Path, ZipArchiveEntry> contents() {
        return contents;
    }

    private void add(ZipArchiveEntry entry) {
        Path path = inside(entry.getName());
        if (entry.isDirectory()) {
            addFolder(path);
            return;
        }
        if (path.equals(target) || contents.put(path, entry) != null || !isReadable(entry)) {
            throw LambdaErrors.noZip();
        }
        count(entry);
        addFolder(path.getParent());
        checkCount();
    }

    private void addFolder(Path folder) {
        for (Path each = folder; !each.equals(target) && folders.add(each); each = each.getParent()) {
            checkCount();
        }
    }

    private void checkCount() {
        if (folders.size() + contents.size() > MOST_ENTRIES) {
            throw LambdaErrors.noZip();
        }
    }

    private Path inside(String name) {
        boolean isRelative = !name.isEmpty() && !name.startsWith("/") && name.indexOf('\\') < 0;
        if (!isRelative) {
            throw LambdaErrors.noZip();
        }
        try {
            Path relative = Path.of(name);
            for (Path part : relative) {
                checkPart(part.toString());
            }
            Path path = target.resolve(relative).normalize();
            checkLength(target.relativize(path).toString(), MOST_BYTES_OF_PATH);
            return path;
        } catch (InvalidPathException malformed) {
            throw CodeArchive.malformed(malformed);
        }
    }

    private static void checkPart(String part) {
        if (part.equals("..")) {
            throw LambdaErrors.noZip();
        }
        checkLength(part, MOST_BYTES_OF_NAME);
    }

    private static void checkLength(String text, int most) {
        if (text.getBytes(StandardCharsets.UTF_8).length > most) {
            throw LambdaErrors.noZip();
        }
    }

    private static boolean isReadable(ZipArchiveEntry entry) {
        boolean isPlain = !entry.getGeneralPurposeBit().usesEncryption();
        boolean isKnown = entry.getMethod() == ZipEntry.STORED || entry.getMethod() == ZipEntry.DEFLATED;
        boolean isBounded = entry.getSize() >= 0 && entry.getCompressedSize() >= 0;
        boolean isFitting = !entry.isUnixSymlink() || entry.getSize() <= MOST_BYTES_OF_LINK;
        return isPlain && isKnown && isBounded && isFitting;
    }

    /** By the sizes that the zip declares; {@link CodeArchive} reads no more than those. */
    private void count(ZipArchiveEntry entry) {
        if (entry.getSize() >= MOST_BYTES - bytes) {
            throw LambdaErrors.unzippedTooLarge(MOST_BYTES);
        }
        bytes += entry.getSize();
    }

    /** Entries that share bytes of the zip are how a small one becomes a large folder. */
    private void checkOverlaps() {
        List<ZipArchiveEntry> inOrder = new ArrayList<>(contents.values());
        inOrder.sort(Comparator.comparingLong(ZipArchiveEntry::getDataOffset));
        long end = 0;
        for (ZipArchiveEntry each : inOrder) {
            if (each.getDataOffset() < end) {
                throw LambdaErrors.noZip();
            }
            end = each.getDataOffset() + each.getCompressedSize();
        }
    }
}
