package dev.tumbler.simulation;

import java.util.HashMap;
import java.util.Map;

/** The users of a database, each with one password. */
final class DatabaseUsers {
    private final Map<String, String> passwords = new HashMap<>();
    private boolean down;

    /** Whether a login comes through; fails while the server is down. */
    boolean accept(String user, String password) {
        if (down) {
            throw new IllegalStateException("the server is down");
        }
        return knows(user, password);
    }

    /** The same for somebody who looks from outside. */
    boolean knows(String user, String password) {
        return password.equals(passwords.get(user));
    }

    /** Sets a password, of a new user too. */
    boolean alter(String user, String password) {
        passwords.put(user, password);
        return true;
    }

    void down(boolean now) {
        down = now;
    }
}
