package dev.tumbler.credentials;

/** Whether a database has refused a login, and has not failed otherwise. */
final class Refusal {
    /** SQLSTATE's class of invalid authorization: 28P01 of PostgreSQL, 28000 of MySQL and MariaDB. */
    private static final String CLASS = "28";

    private Refusal() {}

    static boolean is(String sqlState) {
        return sqlState != null && sqlState.startsWith(CLASS);
    }
}
