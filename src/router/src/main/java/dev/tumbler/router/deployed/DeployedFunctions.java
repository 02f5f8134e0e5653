package dev.tumbler.router.deployed;

import dev.tumbler.domain.Arn;
import dev.tumbler.frontdoor.Credentials;
import dev.tumbler.standins.lambda.InstalledFunction;
import dev.tumbler.standins.lambda.InstalledFunctions;
import dev.tumbler.wire.Regions;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tumbler's own functions as the template deploys them, each a process of its own: in every region under the name
 * {@code tumbler-MODULE-HANDLER}, such as {@code tumbler-secretsmanager-GetSecretValue}.
 */
public final class DeployedFunctions implements InstalledFunctions {
    /** The modules whose zips they are made of. */
    public static final List<String> MODULES = List.of("rds", "rotation", "scheduler", "secretsmanager");

    private static final String PREFIX = "tumbler";
    private static final int PARTS = 3;

    /** The service itself may use it. In an account only AWS's may, and the template makes another. */
    private static final String KEY = "alias/aws/secretsmanager";

    /** Functions end with their router, and whoever watches its next start does not wait for a quarter of an hour. */
    private static final String LEASE = "PT15S";

    private final Map<String, Path> modules;
    private final Surroundings surroundings;

    /**
     * What all of them are told.
     *
     * @param table the DynamoDB table that they and the router share
     * @param tableEndpoint where it answers
     * @param tokenKey signs page tokens, whichever process makes them
     * @param anyRegion whether replicas may be in regions that AWS does not have
     * @param secretsManager what they sign with, as they are the service
     * @param rds what the rotation of a secret of RDS signs with
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
    public record Surroundings(
            String account,
            String table,
            String tableEndpoint,
            byte[] tokenKey,
            boolean anyRegion,
            Credentials secretsManager,
            Credentials rds) {
        @Override
        public String toString() {
            return "Surroundings[" + table + "]";
        }
    }

    /**
     * Of unpacked zips.
     *
     * @param modules where each is, by the module that it was made of
     */
    public DeployedFunctions(Map<String, Path> modules, Surroundings surroundings) {
        this.modules = Map.copyOf(modules);
        this.surroundings = surroundings;
    }

    /** Where the build puts the zip of a module. */
    public static Path zip(Path functions, String module) {
        return functions.resolve(module).resolve("target/function.zip");
    }

    /** The ARN of a function that may be there; who invokes it finds out. */
    public static String arn(String account, String region, String module, String handler) {
        return Arn.of("lambda", region, account, "function:" + String.join("-", PREFIX, module, handler))
                .toString();
    }

    @Override
    public Optional<InstalledFunction> find(String region, String name) {
        String[] parts = name.split("-", PARTS);
        if (parts.length < PARTS || !parts[0].equals(PREFIX) || !modules.containsKey(parts[1])) {
            return Optional.empty();
        }
        return Optional.of(
                InstalledFunction.ofFolder(name, modules.get(parts[1]), environment(region, parts[1], parts[2])));
    }

    private Map<String, String> environment(String region, String module, String handler) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("QUARKUS_LAMBDA_HANDLER", handler);
        variables.put("TUMBLER_TABLE", surroundings.table());
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", surroundings.tableEndpoint());
        variables.put("TUMBLER_KMS_KEY", KEY);
        variables.put("TUMBLER_EVENT_BUS", "default");
        variables.put("TUMBLER_TOKEN_KEY", Base64.getEncoder().encodeToString(surroundings.tokenKey()));
        variables.put(Regions.ANY, Boolean.toString(surroundings.anyRegion()));
        variables.put("TUMBLER_ROTATION_LEASE", LEASE);
        variables.put("TUMBLER_ROTATION_FUNCTION", arn(surroundings.account(), region, "rotation", "rotation"));
        if (module.equals("rotation")) {
            Credentials rds = surroundings.rds();
            variables.put("TUMBLER_ACCESS_KEY", rds.accessKeyId() + ":" + rds.secretAccessKey());
        } else {
            variables.put("AWS_ACCESS_KEY_ID", surroundings.secretsManager().accessKeyId());
            variables.put("AWS_SECRET_ACCESS_KEY", surroundings.secretsManager().secretAccessKey());
        }
        return variables;
    }
}
