package dev.tumbler.rotation;

import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** MariaDB: MySQL's protocol, and a name of its own. */
@Singleton
public final class MariaDbEngine extends MySqlEngine {
    private static final String NAME = "mariadb";
    private static final int LONGEST_NAME = 80;

    @Inject
    public MariaDbEngine(Vertx vertx) {
        super(vertx);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean serves(String engine) {
        return engine.equals(NAME);
    }

    @Override
    public int longestUserName() {
        return LONGEST_NAME;
    }
}
