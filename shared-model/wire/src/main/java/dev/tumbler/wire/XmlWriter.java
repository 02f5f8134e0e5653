package dev.tumbler.wire;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Writes the answers of the Query protocol. */
final class XmlWriter {
    /** What stands inside the outermost element. */
    @FunctionalInterface
    interface Content {
        void writeTo(XmlWriter xml) throws XMLStreamException;
    }

    private final XMLStreamWriter out;

    private XmlWriter(XMLStreamWriter out) {
        this.out = out;
    }

    static byte[] write(String name, String namespace, Content content) {
        StringWriter text = new StringWriter(1024);
        try {
            XmlWriter xml = new XmlWriter(factory().createXMLStreamWriter(text));
            xml.start(name);
            if (!namespace.isEmpty()) {
                xml.out.writeDefaultNamespace(namespace);
            }
            content.writeTo(xml);
            xml.end();
            xml.out.close();
        } catch (XMLStreamException failure) {
            throw new IllegalStateException("a " + name + " cannot be written", failure);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The JDK's own, found without a search; one for each answer, for a factory holds on to its last writer. */
    private static XMLOutputFactory factory() {
        return XMLOutputFactory.newDefaultFactory();
    }

    void start(String name) throws XMLStreamException {
        out.writeStartElement(name);
    }

    void end() throws XMLStreamException {
        out.writeEndElement();
    }

    void element(String name, String text) throws XMLStreamException {
        start(name);
        String carried = XmlText.carried(text);
        int from = 0;
        // A bare carriage return would be read as a line feed
        for (int at = carried.indexOf('\r'); at >= 0; at = carried.indexOf('\r', from)) {
            out.writeCharacters(carried.substring(from, at));
            out.writeEntityRef("#xD");
            from = at + 1;
        }
        out.writeCharacters(carried.substring(from));
        end();
    }

    void members(SdkPojo pojo) throws XMLStreamException {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = Members.value(pojo, field);
            if (value != null) {
                member(field, field.unmarshallLocationName(), value);
            }
        }
    }

    private void member(SdkField<?> field, String name, Object value) throws XMLStreamException {
        switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> structure(name, (SdkPojo) value);
            case LIST -> list(field.getTrait(ListTrait.class), name, (List<?>) value);
            case MAP -> map(field.getTrait(MapTrait.class), name, (Map<?, ?>) value);
            default -> element(name, QueryValues.format(value));
        }
    }

    private void structure(String name, SdkPojo pojo) throws XMLStreamException {
        start(name);
        members(pojo);
        end();
    }

    private void list(ListTrait trait, String name, List<?> list) throws XMLStreamException {
        String elementName = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
        if (!trait.isFlattened()) {
            start(name);
        }
        for (Object each : list) {
            member(trait.memberFieldInfo(), trait.isFlattened() ? name : elementName, each);
        }
        if (!trait.isFlattened()) {
            end();
        }
    }

    private void map(MapTrait trait, String name, Map<?, ?> map) throws XMLStreamException {
        if (!trait.isFlattened()) {
            start(name);
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            start(trait.isFlattened() ? name : "entry");
            element(trait.keyLocationName() == null ? "key" : trait.keyLocationName(), (String) entry.getKey());
            String valueName = trait.valueLocationName() == null ? "value" : trait.valueLocationName();
            member(trait.valueFieldInfo(), valueName, entry.getValue());
            end();
        }
        if (!trait.isFlattened()) {
            end();
        }
    }
}
