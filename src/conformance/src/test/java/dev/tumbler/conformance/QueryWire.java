package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** RDS as it speaks: forms with parameters written as {@code Name=value}, one space between two, and errors in XML. */
final class QueryWire {
    private static final Pattern ERROR = Pattern.compile("<Code>(.*?)</Code><Message>(.*?)</Message>", Pattern.DOTALL);
    private static final int REFUSED = 400;
    private static final int DENIED = 403;
    private static final int NOT_FOUND = 404;

    private final SignedCalls calls;

    QueryWire(Caller caller) {
        calls = new SignedCalls(caller);
    }

    void assertRefused(String operation, String parameters, String code, String message) {
        SignedCalls.Reply reply = send(operation, parameters);
        Matcher error = ERROR.matcher(reply.body());
        assertThat(error.find()).as(reply.body()).isTrue();
        assertThat(plain(error.group(2))).as("%s %s", operation, parameters).isEqualTo(message);
        assertThat(error.group(1)).as("%s %s", operation, parameters).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status(code));
    }

    private static int status(String code) {
        if (code.equals("AccessDenied")) {
            return DENIED;
        }
        return code.contains("NotFound") ? NOT_FOUND : REFUSED;
    }

    private static String plain(String xml) {
        return xml.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private SignedCalls.Reply send(String operation, String parameters) {
        String form = Arrays.stream(parameters.split(" "))
                .filter(each -> !each.isEmpty())
                .map(QueryWire::encoded)
                .collect(Collectors.joining("&", "Action=" + operation + "&Version=2014-10-31&", ""));
        try {
            return calls.signed(
                    each -> each.putHeader("Content-Type", "application/x-www-form-urlencoded"),
                    form,
                    "rds",
                    SignedCalls.NOW);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String encoded(String parameter) {
        int end = parameter.indexOf('=');
        return parameter.substring(0, end + 1)
                + URLEncoder.encode(parameter.substring(end + 1), StandardCharsets.UTF_8);
    }
}
