package dev.tumbler.router.auth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Everybody who may sign a call: the one user {@code test}, and the service-linked role of RDS, whose key is made anew at
 * every start and never leaves the process.
 */
@Singleton
public class Principals {
    private static final int KEY_BYTES = 20;

    private final Credentials rds;
    private final Map<String, Credentials> byAccessKey;

    @Inject
    public Principals(@ConfigProperty(name = "tumbler.account") String account, SecureRandom random) {
        Credentials user = new Credentials(
                "test", "test", account, "arn:aws:iam::" + account + ":user/test", "AIDATUMBLERTEST", Optional.empty());
        rds = new Credentials(
                "ASIARDS" + secret(random).substring(0, 12).toUpperCase(Locale.ROOT),
                secret(random),
                account,
                "arn:aws:sts::" + account + ":assumed-role/AWSServiceRoleForRDS/rotation",
                "AROATUMBLERRDS:rotation",
                Optional.of("rds"));
        byAccessKey = Map.of(user.accessKeyId(), user, rds.accessKeyId(), rds);
    }

    private static String secret(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    Optional<Credentials> find(String accessKeyId) {
        return Optional.ofNullable(byAccessKey.get(accessKeyId));
    }

    /** What RDS signs its own calls with. */
    public Credentials rds() {
        return rds;
    }
}
