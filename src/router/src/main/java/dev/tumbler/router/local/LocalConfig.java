package dev.tumbler.router.local;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The router's own settings; the launcher's options set them. */
@ConfigMapping(prefix = "tumbler")
public interface LocalConfig {

    /** Which request rates callers are held to. */
    enum Quotas {
        /** None: a local router answers as fast as it can. */
        NONE,
        /** AWS's documented ones. */
        AWS
    }

    @WithDefault("none")
    Quotas quotas();

    /** The account that everything belongs to. */
    @WithDefault("123456789012")
    String account();

    /** Whether calls and replicas may be in regions that AWS does not have. */
    @WithDefault("false")
    boolean anyRegion();

    /** The folder that everything is kept in. */
    Optional<Path> data();

    /** The DynamoDB table that secrets rest in, rather than in the folder; made where there is none. */
    Optional<String> table();

    /**
     * The folder that programs of database servers are unpacked into, which routers may share; the environment variable
     * {@code TUMBLER_ENGINES} sets it. If it is not given, each data folder has its own.
     */
    Optional<Path> engines();

    /** The folder of Tumbler's functions, where processes of their zips are to do the work and not this one. */
    Optional<Path> functions();

    /** Where restores find their buckets, if not in folders of the data folder. */
    Optional<S3Source> s3();

    /** What the root key is locked with; the environment variable {@code TUMBLER_PASSPHRASE} sets it. */
    Optional<String> passphrase();

    /** The moment that the router's clock shows at its start, if not the machine's. */
    Optional<Instant> clock();

    /** Whether nothing is kept beyond the life of the process. */
    @WithDefault("false")
    boolean memory();
}
