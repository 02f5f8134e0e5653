package dev.tumbler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CborDocumentTest {

    @Provide
    Arbitrary<Map<String, Object>> documents() {
        Arbitrary<Object> values = Arbitraries.lazyOf(
                () -> Arbitraries.strings().map(Object.class::cast),
                () -> Arbitraries.longs().map(Object.class::cast),
                () -> Arbitraries.of(true, false).map(Object.class::cast),
                () -> Arbitraries.bytes().array(byte[].class).map(Object.class::cast),
                () -> values().list().ofMaxSize(3).map(Object.class::cast),
                () -> Arbitraries.maps(Arbitraries.strings().ofMaxLength(5), values())
                        .ofMaxSize(3)
                        .map(Object.class::cast));
        return Arbitraries.maps(Arbitraries.strings().ofMaxLength(5), values).ofMaxSize(5);
    }

    private static Arbitrary<Object> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(10).map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(10).map(Object.class::cast));
    }

    @Property
    void aDocumentComesBackAsItWasWritten(@ForAll("documents") Map<String, Object> document) {
        assertThat(CborDocument.read(CborDocument.write(document)))
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .isEqualTo(document);
    }

    @Property
    void aDocumentThatEndsTooEarlyIsRefused(@ForAll("documents") Map<String, Object> document) {
        byte[] bytes = CborDocument.write(document);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CborDocument.read(Arrays.copyOf(bytes, bytes.length - 1)));
    }

    @Test
    void theOrderOfFieldsIsKept() {
        Map<String, Object> document = new LinkedHashMap<>();
        List.of("b", "a", "c").forEach(name -> document.put(name, true));

        assertThat(CborDocument.read(CborDocument.write(document)).keySet()).containsExactly("b", "a", "c");
    }

    @Test
    void whatNoDocumentHoldsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CborDocument.write(Map.of("an int", 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> CborDocument.read(new byte[] {1}));
        assertThatIllegalArgumentException().isThrownBy(() -> CborDocument.read(new byte[0]));
    }
}
