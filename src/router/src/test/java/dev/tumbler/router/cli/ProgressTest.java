package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter written = new StringWriter();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @Test
    void whatIsNoTerminalGetsPlainLines() {
        String result = progress(false).during("creating", this::workForFourSeconds);

        assertThat(result).isEqualTo("result");
        assertThat(written).hasToString("   creating: done after 4.2 s\n");
    }

    @Test
    void aTerminalEndsWithTheSameLineInPlaceOfTheMovingOne() {
        progress(true).during("creating", this::workForFourSeconds);

        assertThat(written.toString()).endsWith("\r\u001b[K   creating: done after 4.2 s\n");
    }

    @Test
    void aFailureIsSaidAndHandedOn() {
        assertThatThrownBy(() -> progress(false).during("creating", () -> {
                    throw new PlainFailure("no room");
                }))
                .hasMessage("no room");
        assertThat(written).hasToString("   creating: failed after 0.0 s\n");
    }

    private String workForFourSeconds() {
        now.set(now.get().plus(Duration.ofMillis(4200)));
        return "result";
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintWriter(written), terminal, now::get);
    }
}
