package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Only the user who runs a router may read what it keeps, whatever the umask is and whatever was there. */
@OneProcess
class DataFolderIT {
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final String OPEN = "rwxrwxrwx";

    @TempDir
    Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    @Test
    void nothingIsOpenToOtherUsers() throws Exception {
        open(Files.createDirectory(data()));
        try (RouterProcess router = RouterProcess.startWithUmask("000", data())) {
            router.clients().secrets().createSecret(each -> each.name("kept").secretString("kept-value"));
            runFunction(router);
            ManagedInstance.create(router.clients(), "kept");
            assertThat(tooOpen()).isEmpty();
        }
    }

    @Test
    void whatWasOpenIsClosedAtTheNextStart() throws Exception {
        RouterProcess.start(data()).terminate();
        for (Path file : files()) {
            open(file);
        }
        try (RouterProcess router = RouterProcess.start(data())) {
            assertThat(router.log()).doesNotContain("ERROR");
            assertThat(tooOpen()).isEmpty();
        }
    }

    @Test
    void aRemovedStoreIsOneClearLine() throws Exception {
        RouterProcess.start(data()).terminate();
        Files.move(data().resolve("store"), folder.resolve("elsewhere"));

        RouterProcess.Outcome outcome = RouterProcess.run(folder, "up", "--port", "0", "--data", data().toString());

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.errors().strip())
                .hasLineCount(1)
                .contains("The store " + data().resolve("store") + " is missing", "--data");
        assertThat(data().resolve("store")).doesNotExist();
    }

    private static void runFunction(RouterProcess router) {
        try (LambdaClient lambda =
                router.caller().configure(LambdaClient.builder()).build()) {
            lambda.createFunction(each -> each.functionName("kept")
                    .runtime("provided.al2023")
                    .handler("any")
                    .role("arn:aws:iam::123456789012:role/any")
                    .environment(variables -> variables.variables(Map.of("NAME", "value")))
                    .code(code -> code.zipFile(FunctionZips.of("bootstrap", "#!/bin/sh\nexit 1\n"))));
            lambda.invoke(each -> each.functionName("kept").payload(SdkBytes.fromUtf8String("{}")));
        }
    }

    private static void open(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OPEN));
    }

    /** Programs of database servers are in a folder of the test's own. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(data())) {
            return all.filter(each -> !Files.isSymbolicLink(each)).toList();
        }
    }

    private List<String> tooOpen() throws IOException {
        return files().stream()
                .map(DataFolderIT::described)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** A file that a server removed meanwhile is open to nobody. */
    private static String described(Path file) {
        try {
            Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
            return OWNERS.containsAll(granted) ? "" : PosixFilePermissions.toString(granted) + " " + file;
        } catch (NoSuchFileException gone) {
            return "";
        } catch (IOException failure) {
            return failure + " " + file;
        }
    }
}
