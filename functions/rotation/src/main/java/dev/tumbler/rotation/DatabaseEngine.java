package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;

/** A kind of database server whose users' passwords can be rotated. */
public interface DatabaseEngine {

    /** The engine's name in AWS's messages, such as {@code postgres}. */
    String name();

    /** Whether this is the engine that a secret or RDS calls so; RDS has several names for some. */
    boolean serves(String engine);

    /** The characters that RDS refuses in this engine's master passwords. */
    String refusedByRds();

    /** The longest name that a user can have, in characters. */
    int longestUserName();

    default boolean tooLong(String user) {
        return user.codePointCount(0, user.length()) > longestUserName();
    }

    /**
     * Logs in, asks one question and leaves.
     *
     * @return false only if the server refused the credentials; a server that cannot be reached, or is in trouble, fails
     *     the stage, because that says nothing about which password is in force
     */
    Uni<Boolean> login(Connection connection);

    /** The number of the server's version, as far as digits and dots tell it. */
    Uni<String> version(Connection connection);

    /**
     * Lets a user set its own password, over a connection of its own. Doing so again with the same password changes
     * nothing.
     *
     * @param old what becomes of the password of that connection
     */
    Uni<Void> changePassword(Connection self, String newPassword, OldPassword old);

    /**
     * Gives a user a password; one that is not there is made and may do what another may. Once it logs in with that
     * password, everything is done, so that this can be done again after a break.
     */
    Uni<Void> copyUser(Connection master, String model, String user, String password);
}
