package dev.tumbler.router.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where something answers over HTTP. What is none is not repeated, for a password may be in it. */
final class WebAddress implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
        try {
            URI address = new URI(text);
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (web && address.getHost() != null && address.getUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException unreadable) {
            throw none();
        }
        throw none();
    }

    private static TypeConversionException none() {
        return new TypeConversionException("it is an address like http://127.0.0.1:8000");
    }
}
