package dev.tumbler.credentials.deployment;

import dev.tumbler.credentials.PgPools;
import dev.tumbler.credentials.SecretPools;
import dev.tumbler.credentials.SecretsManagerClients;
import dev.tumbler.credentials.SecretsManagerCredentials;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem.ExtendedBeanConfigurator;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.datasource.runtime.DataSourcesBuildTimeConfig;
import io.quarkus.datasource.runtime.DataSourcesRuntimeConfig;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageConfigBuildItem;
import jakarta.inject.Singleton;
import org.jboss.jandex.ClassType;
import org.jboss.jandex.DotName;

/** Offers the provider as a bean, and makes reactive data sources for PostgreSQL hear of refused logins. */
class CredentialsProcessor {
    private static final String FEATURE = "secretsmanager-credentials";
    private static final DotName POOL_CREATOR = DotName.createSimple("io.quarkus.reactive.pg.client.PgPoolCreator");
    private static final DotName DATA_SOURCE =
            DotName.createSimple("io.quarkus.reactive.datasource.ReactiveDataSource");

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    ExtensionSslNativeSupportBuildItem tls() {
        return new ExtensionSslNativeSupportBuildItem(FEATURE);
    }

    /** These hold random numbers or threads, which must not be those of the machine that builds an executable. */
    @BuildStep
    NativeImageConfigBuildItem initializedAtRunTime() {
        return NativeImageConfigBuildItem.builder()
                .addRuntimeInitializedClass("software.amazon.awssdk.core.retry.backoff.EqualJitterBackoffStrategy")
                .addRuntimeInitializedClass("software.amazon.awssdk.core.retry.backoff.FullJitterBackoffStrategy")
                .addRuntimeInitializedClass("software.amazon.awssdk.utils.cache.CachedSupplier")
                .build();
    }

    @BuildStep
    AdditionalBeanBuildItem provider() {
        return new AdditionalBeanBuildItem(SecretsManagerCredentials.class, SecretsManagerClients.class);
    }

    @BuildStep
    void pools(BuildProducer<AdditionalBeanBuildItem> beans) {
        if (QuarkusClassLoader.isClassPresentAtRuntime("io.vertx.sqlclient.Pool")) {
            beans.produce(new AdditionalBeanBuildItem(SecretPools.class));
        }
    }

    /** An application that makes pools of its own goes on doing so, and may use {@link SecretPools} for it. */
    @BuildStep
    void poolsOfDataSources(
            Capabilities capabilities,
            CombinedIndexBuildItem index,
            DataSourcesBuildTimeConfig dataSources,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        if (capabilities.isPresent(Capability.REACTIVE_PG_CLIENT)
                && index.getIndex().getAllKnownImplementations(POOL_CREATOR).isEmpty()) {
            dataSources.dataSources().keySet().forEach(name -> beans.produce(poolCreator(name)));
        }
    }

    private static SyntheticBeanBuildItem poolCreator(String dataSource) {
        ExtendedBeanConfigurator bean = SyntheticBeanBuildItem.configure(POOL_CREATOR)
                .types(ClassType.create(POOL_CREATOR))
                .scope(Singleton.class)
                .addInjectionPoint(ClassType.create(DataSourcesRuntimeConfig.class))
                .addInjectionPoint(ClassType.create("dev.tumbler.credentials.SecretPools"))
                .creator(PgPools.class)
                .param(PgPools.DATA_SOURCE, dataSource)
                .unremovable();
        if (!DataSourceUtil.isDefault(dataSource)) {
            bean.addQualifier()
                    .annotation(DATA_SOURCE)
                    .addValue("value", dataSource)
                    .done();
        }
        return bean.done();
    }
}
