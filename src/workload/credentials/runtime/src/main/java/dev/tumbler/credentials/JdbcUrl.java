package dev.tumbler.credentials;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses of JDBC drivers that write them as PostgreSQL, MySQL and MariaDB do. */
final class JdbcUrl {
    private static final Pattern FORM = Pattern.compile(
            "(?<driver>jdbc:[^/]+)//(?<host>[^/?,]*?)(?::(?<port>\\d+))?(?:/(?<database>[^?]*))?(?<rest>\\?.*)?");

    private JdbcUrl() {}

    /** The same with the parts that the address has; any other form stays as it is. */
    static String at(String url, Address address) {
        Matcher parts = FORM.matcher(url);
        if (address.equals(Address.NONE) || !parts.matches()) {
            return url;
        }
        String host = address.host().orElse(parts.group("host"));
        String port = address.port().map(String::valueOf).orElse(parts.group("port"));
        String database = address.database().orElse(parts.group("database"));
        return parts.group("driver") + "//" + host
                + (port == null ? "" : ":" + port)
                + (database == null ? "" : "/" + database)
                + (parts.group("rest") == null ? "" : parts.group("rest"));
    }
}
