package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.router.cli.ConstantOrders.Placed;
import dev.tumbler.router.cli.WorkloadResult.Absence;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class WorkloadChartTest {
    private static final WorkloadResult RESULT = new WorkloadResult(
            RotationStrategy.SINGLE_USER,
            IntStream.range(0, 40)
                    .mapToObj(each ->
                            new Placed(Duration.ofMillis(each * 100L), Duration.ofMillis(each), each == 7 ? "500" : ""))
                    .toList(),
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)),
            new Absence(Duration.ofMillis(1200), Duration.ofMillis(1800)),
            Map.of("first", 3L));

    private static Document drawn(WorkloadResult... results) throws Exception {
        String svg = new WorkloadChart(List.of(results)).svg();
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static long count(NodeList elements, String name) {
        return IntStream.range(0, elements.getLength())
                .mapToObj(each -> elements.item(each).getAttributes().getNamedItem("class"))
                .filter(each -> each != null && each.getNodeValue().equals(name))
                .count();
    }

    @Test
    void everyRotationIsATickAndTheAbsenceABand() throws Exception {
        Document chart = drawn(RESULT);

        assertThat(count(chart.getElementsByTagName("path"), "rotation")).isEqualTo(2);
        assertThat(count(chart.getElementsByTagName("rect"), "away")).isEqualTo(1);
        assertThat(chart.getElementsByTagName("polyline").getLength()).isEqualTo(4);
    }

    @Test
    void everyRunHasAPanelThatSaysHowItWent() throws Exception {
        Document chart = drawn(RESULT, RESULT);

        NodeList panels = chart.getElementsByTagName("g");
        assertThat(panels.getLength()).isEqualTo(2);
        assertThat(panels.item(1).getTextContent()).contains("single-user: 40 orders, 1 failed, 2 rotations");
    }
}
