package dev.tumbler.router.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Asks a running router what it holds. */
@Command(name = "status", description = "Shows what a running router holds: its secrets and its database instances.")
final class StatusCommand implements Runnable {
    static final String PATH = "/_tumbler/status";

    private static final String NONE = "-";
    private static final String RUNS_ON = "tumbler:runs-on";

    /** The tag with the address of a server that is only attached. */
    static final String ATTACHED = "tumbler:attach";

    @Spec
    private CommandSpec command;

    @Mixin
    private AddressOptions address;

    @Mixin
    private RouterToken token;

    @Override
    public void run() {
        PrintWriter out = command.commandLine().getOut();
        try (LocalAws aws = LocalAws.at(address.endpoint())) {
            GetCallerIdentityResponse identity = aws.requireIdentity();
            new RouterStatus(aws.endpoint(), token.at(aws.endpoint()))
                    .addTo(new Table().row("router", aws.endpoint().toString()))
                    .row("account", identity.account() + " (you are " + identity.arn() + ")")
                    .row("region", LocalAws.REGION)
                    .row("secrets", secrets(aws))
                    .print(out);
            out.println();
            List<DBInstance> instances = aws.rds().describeDBInstancesPaginator().dbInstances().stream()
                    .toList();
            List<DBCluster> clusters = aws.rds().describeDBClustersPaginator().dbClusters().stream()
                    .toList();
            instances(instances).print(out);
            printClusters(clusters);
            new Impairments(aws.rds()).of(instances, clusters).forEach(out::println);
        }
    }

    private static String secrets(LocalAws aws) {
        List<SecretListEntry> all = aws.secretsManager().listSecretsPaginator().stream()
                .flatMap(page -> page.secretList().stream())
                .toList();
        long owned = all.stream()
                .filter(secret -> "rds".equals(secret.owningService()))
                .count();
        return all.size() + (owned == 0 ? "" : ", " + owned + " of them managed by RDS");
    }

    private static Table instances(List<DBInstance> instances) {
        Table table = new Table().row("DB INSTANCE", "ENGINE", "STATUS", "ENDPOINT", "MASTER SECRET");
        instances.forEach(each -> table.row(row(each)));
        return table;
    }

    private void printClusters(List<DBCluster> clusters) {
        if (clusters.isEmpty()) {
            return;
        }
        Table table = new Table().row("DB CLUSTER", "ENGINE", "STATUS", "ENDPOINT", "MASTER SECRET");
        clusters.forEach(each -> table.row(row(each)));
        PrintWriter out = command.commandLine().getOut();
        out.println();
        table.print(out);
    }

    /** What was asked for, and behind it what runs where that is something else. */
    static String engine(String name, String version, List<Tag> tags) {
        boolean attached = tags.stream().map(Tag::key).anyMatch(ATTACHED::equals);
        String runs = tags.stream()
                .filter(tag -> tag.key().equals(RUNS_ON))
                .map(tag -> " (runs on " + tag.value() + ")")
                .findFirst()
                .orElse("");
        return name + " " + version + runs + (attached ? " (attached)" : "");
    }

    private static String[] row(DBInstance instance) {
        return new String[] {
            instance.dbInstanceIdentifier(),
            engine(instance.engine(), instance.engineVersion(), instance.tagList()),
            instance.dbInstanceStatus(),
            DemoInstance.address(instance).orElse(NONE),
            secret(instance.masterUserSecret())
        };
    }

    private static String[] row(DBCluster cluster) {
        return new String[] {
            cluster.dbClusterIdentifier(),
            engine(cluster.engine(), cluster.engineVersion(), cluster.tagList()),
            cluster.status(),
            cluster.endpoint() == null ? NONE : cluster.endpoint() + ":" + cluster.port(),
            secret(cluster.masterUserSecret())
        };
    }

    private static String secret(MasterUserSecret secret) {
        return Optional.ofNullable(secret).map(MasterUserSecret::secretStatus).orElse(NONE);
    }
}
