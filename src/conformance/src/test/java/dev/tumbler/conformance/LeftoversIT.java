package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DB instances that come and go, side by side, leave nothing behind. */
@OwnRouter
class LeftoversIT {
    private static final List<String> ENGINES = List.of("postgres", "mariadb");

    @TempDir
    Path folder;

    @Test
    void sixInstancesComeAndGoWithoutATrace() {
        comeAndGo(6);
    }

    @Test
    @Tag("nightly")
    void twentyInstancesComeAndGoWithoutATrace() {
        comeAndGo(20);
    }

    private void comeAndGo(int count) {
        Path data = folder.resolve("data");
        try (RouterProcess router = RouterProcess.start(data);
                AwsClients aws = router.clients()) {
            List<ManagedInstance> instances = IntStream.range(0, count)
                    .mapToObj(number -> ManagedInstance.begin(aws, "passing-" + number, ENGINES.get(number % 2)))
                    .toList();
            instances.forEach(ManagedInstance::awaitAvailable);
            List<Integer> ports = instances.stream().map(ManagedInstance::port).toList();
            assertThat(ports).doesNotHaveDuplicates();
            assertThat(router.servers()).hasSizeGreaterThanOrEqualTo(count);

            instances.forEach(ManagedInstance::beginDeletion);
            instances.forEach(ManagedInstance::awaitGone);
            new Leftovers(router, data).assertNoneOn(ports);
        }
    }
}
