package dev.tumbler.credentials;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers which version opened which connection, as an application does that counts them. */
@Singleton
public class TakenVersions {
    final List<LoginAccepted> logins = new CopyOnWriteArrayList<>();

    void remember(@Observes LoginAccepted login) {
        logins.add(login);
    }
}
