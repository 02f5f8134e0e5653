package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every command that a document prints is run by something that is named, or has a reason why not. */
class ReadmeCommandsTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path ACCOUNT = Path.of("src/build/readme-commands.txt");
    private static final Pattern INLINE = Pattern.compile("`(\\./(?:tumbler|mvnw) [^`]+)`");
    private static final String NOT_RUN = "not run: ";
    private static final String RUN_BY = "run by ";

    /** What the account says of each command. */
    private static Map<String, String> account() throws IOException {
        Map<String, String> account = new LinkedHashMap<>();
        String heading = "";
        for (String line : Files.readAllLines(ROOT.resolve(ACCOUNT))) {
            if (line.startsWith(RUN_BY) || line.startsWith(NOT_RUN)) {
                heading = line;
            } else if (line.startsWith("    ")) {
                assertThat(account.put(line.strip(), heading))
                        .as("%s is listed twice", line)
                        .isNull();
            } else {
                assertThat(line).matches("|#.*");
            }
        }
        return account;
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> List.of("README.md", "CONTRIBUTING.md")
                            .contains(file.getFileName().toString()))
                    .map(ROOT::relativize)
                    .filter(file -> Stream.of("target", "node_modules")
                            .noneMatch(each -> file.toString().contains(each + "/")))
                    .toList();
        }
    }

    /** Blocks of {@code sh} are pasted whole, so such a block is one entry; others count by the command. */
    private static List<String> printed() throws IOException {
        List<String> printed = new ArrayList<>();
        for (Path document : documents()) {
            List<PrintedBlock> blocks = PrintedBlock.of(ROOT, document);
            for (PrintedBlock block : blocks) {
                printed.addAll(block.language().equals("sh") ? List.of(named(blocks, block)) : block.commands());
            }
            INLINE.matcher(prose(document)).results().map(each -> each.group(1)).forEach(printed::add);
        }
        return printed.stream().distinct().toList();
    }

    private static String named(List<PrintedBlock> blocks, PrintedBlock block) {
        List<PrintedBlock> beside = blocks.stream()
                .filter(each -> each.language().equals("sh") && each.section().equals(block.section()))
                .toList();
        String number = beside.size() == 1 ? "" : " " + (1 + beside.indexOf(block));
        return block.document() + ": " + block.section() + number;
    }

    private static String prose(Path document) throws IOException {
        return Files.readString(ROOT.resolve(document)).replaceAll("(?ms)^ *```.*?^ *```$", "");
    }

    @Test
    void everyPrintedCommandIsAccountedFor() throws IOException {
        assertThat(printed())
                .hasSizeGreaterThan(40)
                .containsExactlyInAnyOrderElementsOf(account().keySet());
    }

    @Test
    void whatIsSaidToRunACommandNamesIt() throws IOException {
        for (Map.Entry<String, String> each : account().entrySet()) {
            if (each.getValue().startsWith(RUN_BY)) {
                String runner = each.getValue().substring(RUN_BY.length()).split(",", 2)[0];
                assertThat(source(runner)).as(runner).contains(wanted(each.getKey()));
            }
        }
    }

    /** A test is named by its class, a script by its path. */
    private static String source(String runner) throws IOException {
        Path file = runner.contains("/")
                ? ROOT.resolve(runner)
                : Path.of("src/test/java/dev/tumbler/conformance", runner + ".java");
        return Files.readString(file).replaceAll("\\\\\n\\s*", "").replaceAll("\"\\s*,\\s*\"", " ");
    }

    /** Of a block that is pasted, the name of its section. */
    private static String wanted(String entry) {
        return entry.replaceFirst("^[\\w/-]+\\.md: (.*?)( \\d+)?$", "$1");
    }

    @Test
    void whatIsNotRunHasAReason() throws IOException {
        account().forEach((command, how) -> {
            if (how.startsWith(NOT_RUN)) {
                System.out.println(command + "\n    " + how);
                assertThat(how).hasSizeGreaterThan(NOT_RUN.length() + 20);
            }
        });
    }

    /** Such a build makes what is deployed only if the profile is named, for {@code -Ddev} turns it off. */
    @Test
    void aBuildForDevelopmentNamesTheProfileOfWhatItMakes() throws IOException {
        Pattern module = Pattern.compile("-pl (\\S+)");
        for (String command : commands().filter(each -> each.contains("-Ddev")).toList()) {
            module.matcher(command)
                    .results()
                    .flatMap(each -> Stream.of(each.group(1).split(",")))
                    .forEach(each -> assertThat(command).contains(profile(each)));
        }
    }

    private static Stream<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path document : documents()) {
            PrintedBlock.of(ROOT, document).forEach(block -> commands.addAll(block.commands()));
        }
        assertThat(commands).anyMatch(each -> each.contains("-Papplication"));
        return commands.stream();
    }

    private static String profile(String module) {
        try {
            String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
            return Pattern.compile("<id>(\\w+)</id>\\s*<activation>\\s*<property>\\s*<name>!dev")
                    .matcher(pom)
                    .results()
                    .map(each -> "-P" + each.group(1))
                    .findFirst()
                    .orElse("");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
