package dev.tumbler.rds;

import dev.tumbler.domain.database.Backup;
import dev.tumbler.domain.database.DatabaseServers;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A place that runs no servers, such as a function of AWS Lambda: databases there are those that are attached. An application
 * that does run some overrides this by providing its own.
 */
@DefaultBean
@Singleton
public class NoServers implements DatabaseServers {

    private static ServerException none() {
        return new ServerException("No database servers are run here. Attach one that runs already, by the tag "
                + AttachedAddress.TAG + ".");
    }

    private static CompletionStage<Void> failed() {
        return CompletableFuture.failedStage(none());
    }

    @Override
    public List<Offer> offers(String engineName) {
        return List.of();
    }

    @Override
    public int choosePort(Optional<Integer> wanted) {
        throw none();
    }

    @Override
    public CompletionStage<Void> ensureRunning(Server server) {
        return failed();
    }

    @Override
    public CompletionStage<Void> requireUsable(Backup backup) {
        return failed();
    }

    @Override
    public CompletionStage<Void> setMasterPassword(Server server, String userName, String password) {
        return failed();
    }

    @Override
    public CompletionStage<Void> stop(String engineName, String resourceId) {
        return failed();
    }

    @Override
    public CompletionStage<Void> remove(String engineName, String resourceId) {
        return failed();
    }
}
