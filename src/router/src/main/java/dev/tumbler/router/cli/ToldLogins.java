package dev.tumbler.router.cli;

import java.util.function.Consumer;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** The logins of a story, each told with its outcome; one that comes out otherwise than expected ends the story. */
record ToldLogins(Login login, Consumer<String> say) {
    private static final String WRONG_PASSWORD = "28P01";

    void expectAccepted(DBInstance database, String what, MasterCredentials credentials) {
        Login.Outcome outcome = attempt(database, credentials);
        if (!(outcome instanceof Login.Outcome.Accepted accepted)) {
            throw new PlainFailure("the database should have accepted " + what + ", but it answered " + outcome);
        }
        say.accept("login with " + what + ": accepted, the server knows us as " + accepted.user());
    }

    void expectRefused(DBInstance database, String what, MasterCredentials credentials) {
        Login.Outcome outcome = attempt(database, credentials);
        if (!outcome.equals(new Login.Outcome.Refused(WRONG_PASSWORD))) {
            throw new PlainFailure("the database should have refused " + what + ", but it answered " + outcome);
        }
        say.accept("login with " + what + ": refused, SQLSTATE " + WRONG_PASSWORD);
    }

    private Login.Outcome attempt(DBInstance database, MasterCredentials credentials) {
        return login.attempt(database.endpoint().address(), database.endpoint().port(), credentials);
    }
}
