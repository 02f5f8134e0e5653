package dev.tumbler.rds;

import dev.tumbler.domain.database.Backup;
import dev.tumbler.domain.database.DatabaseServers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Servers that are only remembered: who runs, which passwords they take, and of which engines there are none. */
final class FakeServers implements DatabaseServers {
    final Map<String, Server> running = new ConcurrentHashMap<>();
    final List<String> stops = new CopyOnWriteArrayList<>();
    final Map<String, String> passwords = new ConcurrentHashMap<>();
    final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final AtomicInteger nextPort = new AtomicInteger(20_000);

    /** What servers were loaded with, by resource id. */
    final Map<String, Restore> restored = new ConcurrentHashMap<>();

    /** What is wrong with every backup. */
    volatile Optional<String> badBackup = Optional.empty();

    /** The next call that touches a server fails with these words. */
    volatile Optional<String> trouble = Optional.empty();

    @Override
    public List<Offer> offers(String engineName) {
        if (missing.contains(engineName)) {
            return List.of();
        }
        return switch (engineName) {
            case "postgres", "aurora-postgresql" ->
                List.of(new Offer(engineName, "18.6", "postgres"), new Offer(engineName, "16.14", "postgres"));
            case "mariadb", "mysql", "aurora-mysql" -> List.of(new Offer(engineName, "11.4.5", "mariadb"));
            default -> List.of();
        };
    }

    @Override
    public int choosePort(Optional<Integer> wanted) {
        return wanted.orElseGet(nextPort::incrementAndGet);
    }

    @Override
    public CompletionStage<Void> ensureRunning(Server server) {
        if (server.restore().isPresent() && badBackup.isPresent()) {
            return CompletableFuture.failedFuture(new UnusableBackup(badBackup.get()));
        }
        return unlessInTrouble(() -> {
            running.put(server.resourceId(), server);
            server.restore().ifPresent(restore -> restored.putIfAbsent(server.resourceId(), restore));
        });
    }

    @Override
    public CompletionStage<Void> requireUsable(Backup backup) {
        return badBackup
                .map(words -> CompletableFuture.<Void>failedFuture(new UnusableBackup(words)))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    @Override
    public CompletionStage<Void> setMasterPassword(Server server, String userName, String password) {
        return unlessInTrouble(() -> passwords.put(server.resourceId() + "/" + userName, password));
    }

    @Override
    public CompletionStage<Void> stop(String engineName, String resourceId) {
        return unlessInTrouble(() -> {
            running.remove(resourceId);
            stops.add(resourceId);
        });
    }

    @Override
    public CompletionStage<Void> remove(String engineName, String resourceId) {
        return unlessInTrouble(() -> {
            running.remove(resourceId);
            passwords.keySet().removeIf(each -> each.startsWith(resourceId));
        });
    }

    private CompletionStage<Void> unlessInTrouble(Runnable work) {
        Optional<String> now = trouble;
        trouble = Optional.empty();
        if (now.isPresent()) {
            return CompletableFuture.failedFuture(new ServerException(now.get()));
        }
        work.run();
        return CompletableFuture.completedFuture(null);
    }
}
