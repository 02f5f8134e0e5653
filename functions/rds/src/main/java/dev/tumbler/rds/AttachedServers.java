package dev.tumbler.rds;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import dev.tumbler.rotation.Connection;
import dev.tumbler.rotation.Connection.Tls;
import dev.tumbler.rotation.DatabaseEngine;
import dev.tumbler.rotation.OldPassword;
import dev.tumbler.rotation.RotationException;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Servers that somebody else runs. There is no administrator: the master user changes its own password, and that is all
 * that is ever done there.
 *
 * <p>TLS is used where the server has it, on this machine too: some servers take no logins without. It is required, with the
 * server's certificate and host name checked, where the certificates of an authority are known. The steps of a rotation do
 * the same.
 */
@Singleton
public class AttachedServers {
    private final List<DatabaseEngine> engines;
    private final ManagedSecrets secrets;

    @Inject
    public AttachedServers(@All List<DatabaseEngine> engines, ManagedSecrets secrets) {
        this.engines = List.copyOf(engines);
        this.secrets = secrets;
    }

    /** The server's version; fails with a {@link ServerException} where the master user cannot log in. */
    Uni<String> version(AttachedAddress address, String password) {
        // rotations log in to the engine's own database, so that has to be there beside the one that is named
        return engine(address)
                .login(connection(address, password, address.databaseName()))
                .invoke(accepted -> {
                    if (!accepted) {
                        throw refusedBy(address);
                    }
                })
                .chain(() -> engine(address).version(connection(address, password, Optional.empty())))
                .onFailure(RotationException.class)
                .transform(AttachedServers::shown);
    }

    /**
     * Makes sure that the master user can log in, and gives it its next password.
     *
     * @param known the password that it last got from here
     * @param next empty where it keeps what it has
     */
    Uni<Void> bringAbout(Database database, String known, Optional<String> next) {
        AttachedAddress address = AttachedAddress.of(database);
        return firstAccepted(
                        address, Stream.concat(Stream.of(known), next.stream()).toList())
                .chain(found -> found.isPresent() ? Uni.createFrom().item(found) : ofSecrets(address, database))
                .map(found -> found.orElseThrow(() -> refusedBy(address)))
                .chain(present -> next.map(password -> change(address, present, password))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure(RotationException.class)
                .transform(AttachedServers::shown);
    }

    /** A rotation changes the password and tells the secret alone. */
    private Uni<Optional<String>> ofSecrets(AttachedAddress address, Database database) {
        return secrets.passwords(database.master()).chain(passwords -> firstAccepted(address, passwords));
    }

    private Uni<Optional<String>> firstAccepted(AttachedAddress address, List<String> passwords) {
        return Multi.createFrom()
                .items(passwords.stream().distinct())
                .onItem()
                .transformToUniAndConcatenate(password -> engine(address)
                        .login(connection(address, password, Optional.empty()))
                        .map(accepted -> Optional.of(password).filter(any -> accepted)))
                .select()
                .where(Optional::isPresent)
                .collect()
                .first()
                .map(found -> found == null ? Optional.empty() : found);
    }

    /** On MariaDB a rotation may have left the password before it in force: that goes too. */
    private Uni<Void> change(AttachedAddress address, String present, String next) {
        return engine(address)
                .changePassword(connection(address, present, Optional.empty()), next, OldPassword.DROPPED);
    }

    private DatabaseEngine engine(AttachedAddress address) {
        return engines.stream()
                .filter(each -> each.serves(address.engineName()))
                .findFirst()
                .orElseThrow();
    }

    private static Connection connection(AttachedAddress address, String password, Optional<String> databaseName) {
        return new Connection(
                        address.host(),
                        Optional.of(address.port()),
                        databaseName,
                        address.userName(),
                        password,
                        Tls.PREFERRED)
                .trusting(address.authorities());
    }

    private static ServerException refusedBy(AttachedAddress address) {
        return new ServerException(
                "The server at " + address.place() + " refuses the password of user " + address.userName() + ".");
    }

    private static ServerException shown(Throwable failure) {
        return new ServerException(failure.getMessage(), failure);
    }
}
