package dev.tumbler.router.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A name that DynamoDB takes for a table. */
final class TableName implements ITypeConverter<String> {
    private static final Pattern TAKEN = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    @Override
    public String convert(String text) {
        if (!TAKEN.matcher(text).matches()) {
            throw new TypeConversionException("a table's name has 3 to 255 letters, digits, and _ . or -");
        }
        return text;
    }
}
