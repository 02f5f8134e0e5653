package dev.tumbler.rotation;

/** What becomes of a user's password when it gets the next one. */
public enum OldPassword {
    /** It is refused from then on. */
    DROPPED,
    /** It works until the change after this one, where the server has means for that and the user may use them. */
    KEPT
}
