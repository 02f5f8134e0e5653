package dev.tumbler.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlainValueTest {

    @Test
    void valuesAreEqualByKindAndContent() {
        PlainValue text = PlainValue.ofString("ä");

        assertThat(text).isEqualTo(PlainValue.ofString("ä")).hasSameHashCodeAs(PlainValue.ofString("ä"));
        assertThat(text).isNotEqualTo(PlainValue.ofString("a"));
        assertThat(text).isNotEqualTo(PlainValue.ofBytes("ä".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void itsBytesCannotBeChangedFromOutside() {
        byte[] bytes = {1, 2, 3};
        PlainValue value = PlainValue.ofBytes(bytes);
        bytes[0] = 9;
        value.bytes()[1] = 9;

        assertThat(value.bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void itHidesItself() {
        assertThat(PlainValue.ofString("hunter2")).hasToString("PlainValue[STRING]");
    }
}
