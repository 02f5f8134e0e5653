package dev.tumbler.credentials;

import io.quarkus.arc.BeanCreator;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.credentials.runtime.CredentialsProviderFinder;
import io.quarkus.datasource.runtime.DataSourceRuntimeConfig;
import io.quarkus.datasource.runtime.DataSourcesRuntimeConfig;
import io.quarkus.reactive.datasource.runtime.ConnectOptionsSupplier;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import java.util.Optional;

/** Makes the pool of a reactive data source for PostgreSQL. Pools of data sources with other credentials are as ever. */
public final class PgPools implements BeanCreator<PgPoolCreator> {
    /** The parameter that names the data source. */
    public static final String DATA_SOURCE = "data-source";

    @Override
    public PgPoolCreator create(SyntheticCreationalContext<PgPoolCreator> context) {
        DataSourceRuntimeConfig dataSource = context.getInjectedReference(DataSourcesRuntimeConfig.class)
                .dataSources()
                .get(context.getParams().get(DATA_SOURCE).toString());
        SecretPools pools = context.getInjectedReference(SecretPools.class);
        return input -> pool(input, dataSource, pools);
    }

    private static Pool pool(PgPoolCreator.Input input, DataSourceRuntimeConfig dataSource, SecretPools pools) {
        Vertx vertx = input.vertx();
        Optional<String> name = dataSource.credentialsProvider();
        if (name.isEmpty()) {
            return PgDriver.INSTANCE.createPool(vertx, input.pgConnectOptionsList(), input.poolOptions());
        }
        CredentialsProvider provider = CredentialsProviderFinder.find(
                dataSource.credentialsProviderName().orElse(null));
        if (provider instanceof SecretsManagerCredentials) {
            return pools.create(
                    name.get(),
                    PgDriver.INSTANCE,
                    vertx,
                    input.pgConnectOptionsList(),
                    PgConnectOptions::new,
                    input.poolOptions());
        }
        return PgDriver.INSTANCE.createPool(
                vertx,
                new ConnectOptionsSupplier<>(provider, name.get(), input.pgConnectOptionsList(), PgConnectOptions::new),
                input.poolOptions());
    }
}
