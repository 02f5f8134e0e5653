package dev.tumbler.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fenced block of a document.
 *
 * @param section the heading that it is under, without its number signs
 * @param language what stands behind the fence, perhaps nothing
 */
record PrintedBlock(Path document, String section, String language, List<String> lines) {
    private static final String FENCE = "```";
    private static final String PROMPT = "$ ";
    private static final List<String> SHELLS = List.of("", "console", "sh");

    /** Of a document of the repository, in their order. */
    static List<PrintedBlock> of(Path root, Path document) throws IOException {
        List<PrintedBlock> blocks = new ArrayList<>();
        String section = "";
        PrintedBlock open = null;
        for (String line : Files.readAllLines(root.resolve(document))) {
            if (open != null && line.strip().equals(FENCE)) {
                blocks.add(open);
                open = null;
            } else if (open != null) {
                open.lines.add(line);
            } else if (line.strip().startsWith(FENCE)) {
                open = new PrintedBlock(document, section, line.strip().substring(FENCE.length()), new ArrayList<>());
            } else if (line.startsWith("#")) {
                section = line.replaceFirst("^#+ ", "");
            }
        }
        return blocks;
    }

    /** The only block of a language in a section. */
    static PrintedBlock only(List<PrintedBlock> blocks, String section, String language) {
        List<PrintedBlock> found = blocks.stream()
                .filter(each -> each.section.equals(section) && each.language.equals(language))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException("'" + section + "' has " + found.size() + " blocks of " + language);
        }
        return found.get(0);
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** What a reader may type, each command on one line; where there are prompts, it is what is behind them. */
    List<String> commands() {
        if (!SHELLS.contains(language)) {
            return List.of();
        }
        boolean prompts = lines.stream().anyMatch(line -> line.startsWith(PROMPT));
        return joined().filter(line -> !prompts || line.startsWith(PROMPT))
                .map(line -> prompts ? line.substring(PROMPT.length()) : line)
                .map(line -> line.replaceFirst("\\s+# .*$", ""))
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** A line that ends in a backslash goes on in the next one. */
    private Stream<String> joined() {
        return String.join("\n", lines).replaceAll("\\\\\n\\s*", "").lines();
    }
}
