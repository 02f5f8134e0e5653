package dev.tumbler.standins.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/** Runtime interface clients that a function brings, which know nothing of a path behind the port. */
class RuntimeClientsTest {
    @TempDir
    Path folder;

    private LambdaFixture lambda;

    @BeforeEach
    void open() {
        lambda = new LambdaFixture(folder.resolve("functions"));
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    private static void assumeInstalled(String program) {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, program))),
                program + " is not installed");
    }

    private String answer(String runtime, String[] names, String... contents) {
        int[] modes = new int[names.length];
        Arrays.fill(modes, Zips.PLAIN);
        byte[] zip = Zips.of(names, modes, contents);
        lambda.create(each -> each.functionName("brings")
                .runtime(runtime)
                .handler("any.handler")
                .code(code -> code.zipFile(SdkBytes.fromByteArray(zip))));
        return lambda.invoke("brings", "{}").payload().asUtf8String();
    }

    /** As {@code awslambdaric} reports that a function cannot begin. */
    @Test
    void aPythonClientThatTakesTheAddressForHostAndPortReachesTheRuntimeApi() {
        assumeInstalled("python3");
        assertThat(
                        answer(
                                "python3.11",
                                new String[] {"awslambdaric/__init__.py", "awslambdaric/__main__.py"},
                                "",
                                """
                        import http.client, os, time
                        def main(arguments):
                            connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
                            connection.request("POST", "/2018-06-01/runtime/init/error", '{"errorType":"Seen"}')
                            connection.getresponse().read()
                            time.sleep(600)
                        """))
                .isEqualTo("{\"errorType\":\"Seen\"}");
    }

    /** As {@code aws-lambda-ric} does, in its {@code RAPIDClient}. */
    @Test
    void aNodeClientThatSplitsTheAddressReachesTheRuntimeApi() {
        assumeInstalled("node");
        assertThat(
                        answer(
                                "nodejs20.x",
                                new String[] {
                                    "node_modules/aws-lambda-ric/package.json", "node_modules/aws-lambda-ric/index.mjs"
                                },
                                "{\"exports\":\"./index.mjs\"}",
                                """
                        import { request } from 'http';
                        export const run = () => {
                          const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
                          request({
                            hostname,
                            port: parseInt(port, 10),
                            path: '/2018-06-01/runtime/init/error',
                            method: 'POST',
                          }).end('{"errorType":"Seen"}');
                          return new Promise((never) => setTimeout(never, 600000));
                        };
                        """))
                .isEqualTo("{\"errorType\":\"Seen\"}");
    }
}
