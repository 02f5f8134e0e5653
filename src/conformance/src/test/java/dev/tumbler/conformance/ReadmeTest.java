package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.wire.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's table of operations is whole, and its links lead somewhere. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Map<Service, Path> HANDLERS = Map.of(
            Service.SECRETS_MANAGER, Path.of("functions/secretsmanager/src/main/java/dev/tumbler/secretsmanager"),
            Service.RDS, Path.of("functions/rds/src/main/java/dev/tumbler/rds"));
    private static final Pattern ROW = Pattern.compile("\\| \\[(\\w+)]\\(([^)]+)\\) \\| \\[`\\w+`]\\(([^)]+)\\) \\|.*");
    private static final Pattern TEST = Pattern.compile("\\[`\\w+(?:IT|Test)\\.(\\w+)`]\\(([^)]+)\\)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

    private static List<MatchResult> rows() throws IOException {
        return Files.readString(ROOT.resolve("README.md"))
                .lines()
                .flatMap(line -> ROW.matcher(line).results())
                .toList();
    }

    @Test
    void everyOperationIsLinkedToItsHandler() throws IOException {
        Map<String, String> linked =
                rows().stream().collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        Map<String, String> handlers = OfferedOperation.all().stream()
                .filter(each -> HANDLERS.containsKey(each.service()))
                .collect(Collectors.toMap(OfferedOperation::name, ReadmeTest::handler));

        assertThat(linked).isEqualTo(handlers);
    }

    private static String handler(OfferedOperation operation) {
        return HANDLERS.get(operation.service())
                .resolve(operation.name() + "Handler.java")
                .toString();
    }

    @Test
    void everyOperationIsCalledInTheTestThatItIsLinkedTo() throws IOException {
        for (MatchResult row : rows()) {
            String operation = row.group(1);
            String method = "." + Character.toLowerCase(operation.charAt(0)) + operation.substring(1);
            String written = "\"" + operation + "\"";
            String inTable = " " + operation + " | ";
            assertThat(Files.readString(ROOT.resolve(row.group(3)))).containsAnyOf(method, written, inTable);
        }
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        List<MatchResult> named = TEST.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .toList();
        assertThat(named).isNotEmpty();
        for (MatchResult test : named) {
            assertThat(Files.readString(ROOT.resolve(test.group(2)))).contains("void " + test.group(1) + "(");
        }
    }

    @Test
    void everyLinkOfEveryDocumentLeadsSomewhere() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> documents = files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of("target", "node_modules", ".git")
                            .noneMatch(each -> file.normalize().toString().contains("/" + each + "/")))
                    .toList();
            for (Path document : documents) {
                assertThat(LINK.matcher(Files.readString(document)).results())
                        .extracting(link -> link.group(1))
                        .allSatisfy(link -> assertThat(document.resolveSibling(link))
                                .as("%s in %s", link, document)
                                .exists());
            }
        }
    }
}
