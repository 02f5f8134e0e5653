package dev.tumbler.domain.password;

/** The types of characters that a password may be required to hold. */
public enum CharacterType {
    LOWERCASE("abcdefghijklmnopqrstuvwxyz"),
    UPPERCASE("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    NUMBER("0123456789"),
    PUNCTUATION("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    private final String characters;

    CharacterType(String characters) {
        this.characters = characters;
    }

    public String characters() {
        return characters;
    }
}
