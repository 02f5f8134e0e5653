package dev.tumbler.rotation;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;

/** Moto's server: a Secrets Manager that is not ours. */
final class Moto implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Moto.class);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** To import them would take seconds. */
    private static final String FIND =
            "import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, ['boto3', 'moto', 'flask'])))";

    /** Moto refuses a rotation without a function; this one is made to do nothing when it is called. */
    private static final String CREATE_FUNCTION =
            """
            import boto3, io, json, sys, urllib.request, zipfile
            endpoint = sys.argv[1]
            urllib.request.urlopen(urllib.request.Request(endpoint + '/moto-api/config', method='POST',
                data=json.dumps({'lambda': {'use_docker': False}}).encode(),
                headers={'Content-Type': 'application/json'}))
            def client(service):
                return boto3.client(service, endpoint_url=endpoint, region_name='us-east-1',
                    aws_access_key_id='test', aws_secret_access_key='test')
            role = client('iam').create_role(RoleName='rotation', AssumeRolePolicyDocument='{}')['Role']['Arn']
            code = io.BytesIO()
            with zipfile.ZipFile(code, 'w') as archive:
                archive.writestr('function.py', '')
            print(client('lambda').create_function(FunctionName='rotation', Runtime='python3.11', Role=role,
                Handler='function.handler', Code={'ZipFile': code.getvalue()})['FunctionArn'], end='')
            """;

    private final Process server;
    private final String endpoint;

    private Moto(Process server, int port) {
        this.server = server;
        this.endpoint = "http://127.0.0.1:" + port;
    }

    static boolean installed() {
        try {
            return python(FIND).waitFor() == 0;
        } catch (IOException e) {
            LOG.infof("python3 cannot be started: %s", e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Moto start() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Process server = new ProcessBuilder(
                        "python3", "-m", "moto.server", "-H", "127.0.0.1", "-p", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (!listens(port)) {
            if (!server.isAlive()) {
                throw new IOException("moto's server has ended with status " + server.exitValue());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return new Moto(server, port);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            LOG.debugf("moto does not listen yet: %s", e.getMessage());
            return false;
        }
    }

    /** Makes a function that may be named as the one that rotates. */
    String createFunction() throws IOException {
        Process script = python(CREATE_FUNCTION, endpoint);
        return new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    SecretsManagerAsyncClient secretsManager() {
        return SecretsManagerAsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                .endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    /** Runs a script, which is read from standard input. */
    private static Process python(String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "-"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(script.getBytes(StandardCharsets.UTF_8));
        }
        return process;
    }

    @Override
    public void close() {
        server.destroy();
    }
}
