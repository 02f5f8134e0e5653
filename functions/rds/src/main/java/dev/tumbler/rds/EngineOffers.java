package dev.tumbler.rds;

import dev.tumbler.domain.database.DatabaseServers;
import dev.tumbler.domain.database.DatabaseServers.Offer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** Which engines and versions can be run here. */
@Singleton
public class EngineOffers {
    private final DatabaseServers servers;

    @Inject
    public EngineOffers(DatabaseServers servers) {
        this.servers = servers;
    }

    /** Everything that is offered, in AWS's order. */
    List<OfferedVersion> all() {
        return Stream.of(EngineRules.values())
                .flatMap(rules -> of(rules.engineName()).stream())
                .sorted(OfferedVersion.IN_ORDER)
                .toList();
    }

    /** What is offered of an engine, first what a caller gets who names no version; empty if nothing is. */
    List<OfferedVersion> of(String engineName) {
        List<Offer> offers = servers.offers(engineName);
        return offers.stream()
                .map(offer -> new OfferedVersion(offer, offer.equals(offers.get(0))))
                .toList();
    }
}
