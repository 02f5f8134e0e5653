package dev.tumbler.conformance;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * What the tests that need only the API talk to: whatever {@code tumbler.endpoint} names, or else one router for all of them.
 *
 * <p>They share it with each other, and perhaps with the rest of an account. So a secret's name comes from {@link #unique},
 * which makes it nobody else's and has it removed at the end.
 */
final class Endpoint implements AutoCloseable {
    private static final String SETTING = "tumbler.endpoint";

    /** Instead of an address: AWS itself, at the address that each service has there. */
    private static final String AWS = "aws";

    /** Instead of an address: routers whose operations are processes of the functions that the build made. */
    private static final String FUNCTIONS = "functions";

    /** Ends what was started for it. */
    private final Optional<Runnable> end;

    private final Caller caller;
    private final AwsClients clients;
    private final List<String> names = new ArrayList<>();

    private Endpoint(Optional<Runnable> end, Caller caller, AwsClients clients) {
        this.end = end;
        this.caller = caller;
        this.clients = clients;
    }

    static Endpoint open() {
        if (isOurs()) {
            RouterProcess router = RouterProcess.startInMemory(
                    Path.of("target", "shared-router-" + ProcessHandle.current().pid() + ".log"));
            return new Endpoint(Optional.of(router::close), router.caller(), router.clients());
        }
        String named = System.getProperty(SETTING);
        Optional<URI> address = named.equals(AWS) ? Optional.empty() : Optional.of(URI.create(named));
        Caller caller = Caller.ofEnvironment(address);
        return new Endpoint(Optional.empty(), caller, AwsClients.of(caller));
    }

    /** Whether it is a router of this machine, which tests may also start for themselves. */
    static boolean isOurs() {
        return isOneProcess() || isOfFunctions();
    }

    static boolean isOneProcess() {
        return System.getProperty(SETTING, "").isEmpty();
    }

    /** Whether routers have their work done by functions, as it is when they are deployed. */
    static boolean isOfFunctions() {
        return System.getProperty(SETTING, "").equals(FUNCTIONS);
    }

    Caller caller() {
        return caller;
    }

    AwsClients clients() {
        return clients;
    }

    SecretsManagerClient secrets() {
        return clients.secrets();
    }

    String region() {
        return caller.region().id();
    }

    String account() {
        return clients.sts().getCallerIdentity().account();
    }

    /** The name with a number behind it. No letters: a search for words would find those. */
    String unique(String name) {
        String unique = name + "-" + ThreadLocalRandom.current().nextLong(1_000_000_000L, 10_000_000_000L);
        names.add(unique);
        return unique;
    }

    /** Removes every secret of ours in one region; a primary goes after its replicas. */
    void removeSecrets(SecretsManagerClient region) {
        for (String name : names) {
            List<String> replicas = replicas(region, name);
            if (!replicas.isEmpty()) {
                region.removeRegionsFromReplication(each -> each.secretId(name).removeReplicaRegions(replicas));
            }
            region.deleteSecret(each -> each.secretId(name).forceDeleteWithoutRecovery(true));
        }
    }

    private static List<String> replicas(SecretsManagerClient region, String name) {
        try {
            return region.describeSecret(each -> each.secretId(name)).replicationStatus().stream()
                    .map(ReplicationStatusType::region)
                    .toList();
        } catch (ResourceNotFoundException gone) {
            return List.of();
        }
    }

    @Override
    public void close() {
        try {
            removeSecrets(clients.secrets());
        } finally {
            clients.close();
            end.ifPresent(Runnable::run);
        }
    }
}
