package dev.tumbler.conformance.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.conformance.Command;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The templates as {@code cfn-lint} sees them, which sends them through the translator of SAM first. */
class LintTest {
    /** {@code sam deploy} uploads what lies beside a template. */
    private static final String LOCAL_PATHS = "W3002";

    @Test
    void awssSchemasFindNothingWrong() throws IOException, InterruptedException {
        Command.assumeInstalled("cfn-lint");
        Stream<String> files = TemplatesTest.templates()
                .map(each -> Template.FOLDER.resolve(each.name()).toString());

        Command.Ended lint = Command.run(
                Map.of(),
                Stream.concat(Stream.of("cfn-lint", "--ignore-checks", LOCAL_PATHS, "--"), files)
                        .toArray(String[]::new));

        assertThat(lint.output()).isEmpty();
        assertThat(lint.exitCode()).isZero();
    }
}
