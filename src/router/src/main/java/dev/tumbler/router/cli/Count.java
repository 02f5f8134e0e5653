package dev.tumbler.router.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How often or how long: at least one. */
final class Count implements ITypeConverter<Integer> {
    private static final String RULE = "it is a whole number from 1 to " + Integer.MAX_VALUE;

    @Override
    public Integer convert(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException none) {
            throw new TypeConversionException(RULE);
        }
        throw new TypeConversionException(RULE);
    }
}
