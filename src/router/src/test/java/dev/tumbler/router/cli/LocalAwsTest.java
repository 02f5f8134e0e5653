package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;

/** A router that is killed may be cut off in the middle of any answer; callers then have to see one kind of failure. */
class LocalAwsTest {
    private static final Logger LOG = Logger.getLogger(LocalAwsTest.class);
    private static final String BODY =
            "{\"SecretString\":\"{\\\"username\\\":\\\"u\\\",\\\"password\\\":\\\"p\\\"}\",\"VersionId\":\"v\"}";
    private static final byte[] ANSWER =
            ("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: " + BODY.length()
                            + "\r\n\r\n" + BODY)
                    .getBytes(StandardCharsets.UTF_8);

    static Stream<Arguments> cuts() {
        return IntStream.range(0, ANSWER.length).boxed().flatMap(length -> Stream.of(true, false)
                .map(reset -> Arguments.of(length, reset)));
    }

    @ParameterizedTest(name = "cut after {0} bytes, reset {1}")
    @MethodSource("cuts")
    void anAnswerThatIsCutOffIsAFailureOfTheSdkOrAPlainOne(int length, boolean reset) throws Exception {
        try (CutOff server = new CutOff(length, reset);
                LocalAws aws = LocalAws.at(server.address())) {
            assertThatThrownBy(() -> new DemoInstance(aws).credentials("orders"))
                    .isInstanceOfAny(SdkException.class, PlainFailure.class);
        }
    }

    /** Cuts each of its answers off; a client may ask again on its own where nothing came at all. */
    private record CutOff(ServerSocket server, int length, boolean reset) implements AutoCloseable {

        CutOff(int length, boolean reset) throws IOException {
            this(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), length, reset);
            Thread answering = new Thread(this::answerUntilClosed);
            answering.setDaemon(true);
            answering.start();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getLocalPort());
        }

        private void answerUntilClosed() {
            while (!server.isClosed()) {
                try (Socket caller = server.accept()) {
                    caller.getInputStream().read(new byte[8192]);
                    caller.getOutputStream().write(ANSWER, 0, length);
                    caller.setSoLinger(reset, 0);
                } catch (IOException gone) {
                    LOG.debugf(gone, "the caller or this server is gone");
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
