package dev.tumbler.domain.secret.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A text as a set of words to search in, or to search for. Case does not count. */
record Words(List<String> inLowerCase) {

    /** What stands between spaces. AWS does not say how a description is split; this is the plain reading of "words". */
    static Words betweenSpaces(String text) {
        return lowerCase(Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()));
    }

    /**
     * The parts that the filter key {@code all} splits a text into. A part ends at whatever is neither letter nor digit,
     * before a digit that follows a letter, and before a capital that a small letter follows. So the last of several
     * capitals belongs to the next part: {@code COMPANYthings} is {@code COMPAN} and {@code Ythings}, as in AWS.
     */
    static Words parts(String text) {
        int[] characters = text.codePoints().toArray();
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int at = 0; at < characters.length; at++) {
            boolean within = Character.isLetterOrDigit(characters[at]);
            if (!within || beginsPart(characters, at)) {
                parts.add(part.toString());
                part.setLength(0);
            }
            if (within) {
                part.appendCodePoint(characters[at]);
            }
        }
        parts.add(part.toString());
        return lowerCase(parts.stream().filter(each -> !each.isEmpty()));
    }

    private static boolean beginsPart(int[] characters, int at) {
        boolean digitAfterLetter =
                at > 0 && Character.isDigit(characters[at]) && Character.isLetter(characters[at - 1]);
        boolean capitalBeforeSmall = at + 1 < characters.length
                && Character.isUpperCase(characters[at])
                && Character.isLowerCase(characters[at + 1]);
        return digitAfterLetter || capitalBeforeSmall;
    }

    private static Words lowerCase(Stream<String> words) {
        return new Words(words.map(word -> word.toLowerCase(Locale.ROOT)).toList());
    }

    /** Whether each of these begins a word of the other text. No word at all is found nowhere. */
    boolean beginWordsOf(Words text) {
        return !inLowerCase.isEmpty()
                && inLowerCase.stream()
                        .allMatch(sought -> text.inLowerCase.stream().anyMatch(word -> word.startsWith(sought)));
    }
}
