package dev.tumbler.router.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The runs of a workload as a picture, one below the other, to be read on light and on dark pages. */
record WorkloadChart(List<WorkloadResult> results) {
    private static final String STYLE =
            """
              text { font: 12px system-ui, sans-serif; fill: #57606a; }
              .title { font-weight: 600; fill: #24292f; }
              .ground { fill: #ffffff; }
              .grid { stroke: #d8dee4; stroke-width: 1; }
              .away { fill: #afb8c1; opacity: 0.35; }
              .rotation { stroke: #bf8700; stroke-width: 1; }
              .line { fill: none; stroke-width: 1.25; stroke-linejoin: round; }
              .answered { stroke: #1a7f37; }
              .failed { stroke: #cf222e; }
              .median { stroke: #0969da; }
              .slowest { stroke: #8250df; }
              text.rotation { fill: #9a6700; stroke: none; }
              text.answered { fill: #1a7f37; stroke: none; }
              text.failed { fill: #cf222e; stroke: none; }
              text.median { fill: #0969da; stroke: none; }
              text.slowest { fill: #8250df; stroke: none; }
              @media (prefers-color-scheme: dark) {
                text { fill: #9198a1; }
                .title { fill: #f0f6fc; }
                .ground { fill: #0d1117; }
                .grid { stroke: #2f3742; }
                .away { fill: #656c76; }
                .rotation { stroke: #d29922; }
                .answered { stroke: #3fb950; }
                .failed { stroke: #f85149; }
                .median { stroke: #58a6ff; }
                .slowest { stroke: #bc8cff; }
                text.rotation { fill: #d29922; }
                text.answered { fill: #3fb950; }
                text.failed { fill: #f85149; }
                text.median { fill: #58a6ff; }
                text.slowest { fill: #bc8cff; }
              }
            """;

    String svg() {
        int height = results.size() * WorkloadPanel.HEIGHT;
        String panels = IntStream.range(0, results.size())
                .mapToObj(place -> "<g transform=\"translate(0 " + place * WorkloadPanel.HEIGHT + ")\">\n"
                        + new WorkloadPanel(results.get(place)).svg() + "</g>\n")
                .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
                <title>Orders under constant load while the password of their database rotates</title>
                <style>
                %3$s</style>
                <rect class="ground" width="%1$d" height="%2$d"/>
                %4$s</svg>
                """,
                WorkloadPanel.WIDTH,
                height,
                STYLE,
                panels);
    }
}
