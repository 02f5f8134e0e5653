package dev.tumbler.standins.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/** What a function finds of this machine where namespaces are allowed. */
class IsolationTest {
    private static final Path BUNDLE = Path.of("/etc/ssl/certs/ca-certificates.crt");

    @TempDir
    Path folder;

    @TempDir
    Path answers;

    private LambdaFixture lambda;
    private FunctionFiles files;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(folder.resolve("root.key"), "the key");
        files = new FunctionFiles(folder.resolve("functions"));
        lambda = new LambdaFixture(files.root(), InstalledFunctions.NONE, Optional.of(folder));
        assumeTrue(Isolation.tried(files, Optional.of(folder)).isPresent(), "no namespaces are allowed here");
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    /** What a script prints as a function; the function then ends with status 7. */
    private String run(String script) throws IOException {
        Path answer = answers.resolve("answer");
        lambda.create(each -> each.functionName("looks")
                .environment(environment ->
                        environment.variables(Map.of("DATA", folder.toString(), "ANSWER", answer.toString())))
                .code(code -> code.zipFile(
                        SdkBytes.fromByteArray(Zips.bootstrap("{ " + script + "\n} >\"$ANSWER\" 2>&1\nexit 7")))));
        assertThat(lambda.invoke("looks", "{}").payload().asUtf8String()).endsWith("exit status 7\"}");
        return Files.readString(answer, StandardCharsets.UTF_8);
    }

    @Test
    void theDataFolderIsHiddenAndItsOwnCodeIsThere() throws IOException {
        assertThat(run("cat \"$DATA/root.key\" ../../../../../../root.key; ls -A \"$DATA\"; ls"))
                .contains("root.key: No such file")
                .doesNotContain("the key")
                .endsWith("functions\nbootstrap\n");
        assertThat(Files.readString(folder.resolve("root.key"))).isEqualTo("the key");
    }

    @Test
    void codeOfOtherFunctionsIsHidden() throws IOException {
        lambda.create("other", Zips.bootstrap("exit 1"));
        assertThat(run("ls \"$DATA/functions/123456789012/us-east-1\"")).isEqualTo("looks\n");
    }

    @Test
    void whatTheNextFunctionRunsStaysAsItIs() throws IOException {
        Path client = files.client("client.py");
        long size = Files.size(client);
        run("echo changed >>\"$DATA/functions/clients/client.py\"; ls -A \"$DATA/functions\"");
        assertThat(client).hasSize(size);
    }

    @Test
    void nothingIsUnmountedAndNoOtherProcessIsReached() throws IOException {
        assertThat(
                        run(
                                """
                        umount "$DATA"; unshare --user --map-root-user --mount umount "$DATA"
                        cat "$DATA/root.key" "/proc/1/root$DATA/root.key" "/proc/1/cwd/../root.key" /proc/1/environ
                        kill -s KILL 1
                        ls -d /proc/[0-9]* | wc -l"""))
                .doesNotContain("the key", "AWS_LAMBDA")
                .containsPattern("(?m)^[0-9]$");
    }

    @Test
    void theBundleOfCertificatesIsWhereAmazonLinuxHasIt() throws IOException {
        assumeTrue(Files.isReadable(BUNDLE), "no bundle of certificates is installed");
        assertThat(run("cmp /etc/pki/tls/cert.pem " + BUNDLE + " && echo same; wc -c </etc/hosts"))
                .isEqualTo("same\n" + Files.size(Path.of("/etc/hosts")) + "\n");
    }

    @Test
    void aFolderThatHoldsTheHomeOfTheUserIsNotHidden() {
        assertThat(Isolation.tried(files, Optional.of(Path.of("/")))).isEmpty();
    }
}
