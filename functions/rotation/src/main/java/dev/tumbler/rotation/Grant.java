package dev.tumbler.rotation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of MySQL's or MariaDB's {@code SHOW GRANTS}, which is a statement. Names in it stand in quotes and may hold
 * anything, so what is quoted is passed over whole.
 */
record Grant(String statement) {
    private static final String QUOTED = "(?:`(?:[^`]|``)*+`|'(?:[^'\\\\]|''|\\\\.)*+')";
    private static final String ANYTHING = "(?:[^`']|" + QUOTED + ")*?";

    /**
     * What is before the grantee, and the options at the very end. Between them stands how the grantee logs in, which is its
     * own affair; servers do not even escape the quotes there.
     */
    private static final Pattern SHAPE = Pattern.compile(
            "(" + ANYTHING + " (?:TO|FOR|FROM) )" + QUOTED + "@" + QUOTED
                    + ".*?( WITH (?:GRANT|ADMIN|MAX_)[A-Z0-9_ ]*)?",
            Pattern.DOTALL);

    /**
     * The same for somebody else.
     *
     * @param user quoted, with the host
     */
    String to(String user) {
        Matcher matcher = SHAPE.matcher(statement);
        if (!matcher.matches()) {
            // the wording is ours; the statement is left out because it may hold a hash of the password
            throw new RotationException("A grant of the user cannot be read");
        }
        return matcher.group(1) + user + Optional.ofNullable(matcher.group(2)).orElse("");
    }

    @Override
    public String toString() {
        return "Grant";
    }
}
