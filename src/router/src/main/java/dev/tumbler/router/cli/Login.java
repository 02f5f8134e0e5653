package dev.tumbler.router.cli;

/** Tries a user's password on a database server. */
interface Login {

    Outcome attempt(String host, int port, MasterCredentials credentials);

    /** What the server said. A server that says nothing is a {@link PlainFailure}. */
    sealed interface Outcome {
        /** The server let the user in. */
        record Accepted(String user) implements Outcome {}

        /** The server did not; PostgreSQL's SQLSTATE for a wrong password is 28P01. */
        record Refused(String sqlState) implements Outcome {}
    }
}
