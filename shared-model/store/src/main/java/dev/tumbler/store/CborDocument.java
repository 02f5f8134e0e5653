package dev.tumbler.store;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A document as CBOR: compact, with bytes as bytes, and read without reflection. */
public final class CborDocument {
    private static final CBORFactory CBOR = new CBORFactory();

    private CborDocument() {}

    public static byte[] write(Map<String, Object> document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator generator = CBOR.createGenerator(bytes)) {
            writeValue(generator, document);
        } catch (IOException e) {
            throw new UncheckedIOException("a document cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static void writeValue(CBORGenerator generator, Object value) throws IOException {
        if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Long number) {
            generator.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof byte[] bytes) {
            generator.writeBinary(bytes);
        } else if (value instanceof List<?> list) {
            writeList(generator, list);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(generator, map);
        } else {
            throw new IllegalArgumentException("no document holds a "
                    + (value == null ? "null" : value.getClass().getName()));
        }
    }

    private static void writeList(CBORGenerator generator, List<?> list) throws IOException {
        generator.writeStartArray(list, list.size());
        for (Object each : list) {
            writeValue(generator, each);
        }
        generator.writeEndArray();
    }

    private static void writeMap(CBORGenerator generator, Map<?, ?> map) throws IOException {
        generator.writeStartObject(map, map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            generator.writeFieldName((String) entry.getKey());
            writeValue(generator, entry.getValue());
        }
        generator.writeEndObject();
    }

    /** Reads what {@link #write} wrote; fails with an {@link IllegalArgumentException} for anything else. */
    public static Map<String, Object> read(byte[] bytes) {
        try (CBORParser parser = CBOR.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a document");
            }
            Map<String, Object> document = readMap(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more than a document");
            }
            return document;
        } catch (IOException e) {
            throw new IllegalArgumentException("not a document", e);
        }
    }

    private static Object readValue(CBORParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_EMBEDDED_OBJECT -> parser.getBinaryValue();
            case START_ARRAY -> readList(parser);
            case START_OBJECT -> readMap(parser);
            default -> throw new IllegalArgumentException("no document holds a " + token);
        };
    }

    private static List<Object> readList(CBORParser parser) throws IOException {
        List<Object> list = new ArrayList<>();
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            list.add(readValue(parser, present(token)));
        }
        return list;
    }

    private static Map<String, Object> readMap(CBORParser parser) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (present(parser.nextToken()) != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            map.put(name, readValue(parser, present(parser.nextToken())));
        }
        return map;
    }

    private static JsonToken present(JsonToken token) {
        if (token == null) {
            throw new IllegalArgumentException("a document that ends too early");
        }
        return token;
    }
}
