package dev.tumbler.router.auth;

import dev.tumbler.frontdoor.AccessKeys;
import dev.tumbler.frontdoor.Credentials;
import dev.tumbler.wire.Regions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Everybody who may sign a call: the one user {@code test}, the services whose part Tumbler plays, and functions in their
 * roles. The key of a service never leaves the process, but for Tumbler's own functions in processes of their own. The keys
 * of roles are made anew at every start.
 */
@Singleton
public class Principals implements AccessKeys {
    private static final int KEY_BYTES = 20;

    private final Credentials rds;
    private final Credentials secretsManager;
    private final String account;
    private final Regions regions;
    private final SecureRandom random;
    private final Map<String, Credentials> byAccessKey = new ConcurrentHashMap<>();
    private final Map<String, Credentials> bySession = new ConcurrentHashMap<>();

    @Inject
    public Principals(@ConfigProperty(name = "tumbler.account") String account, Regions regions, SecureRandom random) {
        this.account = account;
        this.regions = regions;
        this.random = random;
        Credentials user = new Credentials(
                "test", "test", account, "arn:aws:iam::" + account + ":user/test", "AIDATUMBLERTEST", Optional.empty());
        rds = inRole("AWSServiceRoleForRDS", "rotation", Optional.of("rds"));
        secretsManager = inRole("SecretsManager", "functions", Optional.of("secretsmanager"));
        byAccessKey.put(user.accessKeyId(), user);
        byAccessKey.put(rds.accessKeyId(), rds);
        byAccessKey.put(secretsManager.accessKeyId(), secretsManager);
    }

    private Credentials inRole(String role, String session, Optional<String> service) {
        return new Credentials(
                "ASIA" + secret().substring(0, 16).toUpperCase(Locale.ROOT),
                secret(),
                account,
                "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session,
                "AROATUMBLER:" + session,
                service);
    }

    /** What a function signs with: its role's credentials in a session of its name. */
    public Credentials function(String roleArn, String function) {
        String role = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        return bySession.computeIfAbsent(role + "/" + function, session -> {
            Credentials made = inRole(role, function, Optional.empty());
            byAccessKey.put(made.accessKeyId(), made);
            return made;
        });
    }

    private String secret() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public Optional<Credentials> find(String accessKeyId) {
        return Optional.ofNullable(byAccessKey.get(accessKeyId));
    }

    /** A router answers for every region that there is. */
    @Override
    public boolean serves(String region) {
        return regions.has(region);
    }

    /** What RDS signs its own calls with. */
    public Credentials rds() {
        return rds;
    }

    /** What Secrets Manager signs with where it uses keys of KMS. */
    public Credentials secretsManager() {
        return secretsManager;
    }
}
