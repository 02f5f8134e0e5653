package dev.tumbler.frontdoor;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The query string of a request as a signature covers it: every name and value encoded alike, whatever its sender wrote. */
final class CanonicalQuery {
    private static final int LONGEST = 1 << 16;
    private static final Comparator<Parameter> BY_NAME_THEN_VALUE =
            Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

    /** A parameter, encoded. */
    record Parameter(String name, String value) {
        String decodedName() {
            return new String(decoded(name), StandardCharsets.UTF_8);
        }

        String decodedValue() {
            return new String(decoded(value), StandardCharsets.UTF_8);
        }

        private static Parameter of(String text) {
            int equals = text.indexOf('=');
            return equals < 0
                    ? new Parameter(recoded(text), "")
                    : new Parameter(recoded(text.substring(0, equals)), recoded(text.substring(equals + 1)));
        }
    }

    private CanonicalQuery() {}

    /** The parameters in the order they came. */
    static List<Parameter> parameters(String query) {
        if (query.length() > LONGEST) {
            throw new AwsException(ErrorCode.MALFORMED_HTTP_REQUEST, "The address of the request is too long.");
        }
        List<Parameter> parameters = new ArrayList<>();
        int start = 0;
        while (!query.isEmpty() && start <= query.length()) {
            int and = query.indexOf('&', start);
            int end = and < 0 ? query.length() : and;
            parameters.add(Parameter.of(query.substring(start, end)));
            start = end + 1;
        }
        return parameters;
    }

    /**
     * The query without its own signature, sorted by encoded name and, where names are equal, by encoded value. What has no
     * name is left out, as the AWS SDK does; no operation reads it.
     */
    static String of(String query) {
        return parameters(query).stream()
                .filter(each -> !each.name().isEmpty() && !each.name().equals(Presigned.SIGNATURE))
                .sorted(BY_NAME_THEN_VALUE)
                .map(each -> each.name() + "=" + each.value())
                .collect(Collectors.joining("&"));
    }

    private static String recoded(String text) {
        return UriEncoding.encoded(decoded(text), "");
    }

    /** A percent sign without two digits stands for itself. */
    private static byte[] decoded(String text) {
        byte[] sent = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(sent.length);
        for (int i = 0; i < sent.length; i++) {
            int octet = sent[i] == '%' ? UriEncoding.octet(sent, i + 1) : -1;
            if (octet >= 0) {
                decoded.write(octet);
                i += 2;
            } else {
                decoded.write(sent[i] == '+' ? ' ' : sent[i]);
            }
        }
        return decoded.toByteArray();
    }
}
