package dev.tumbler.router.cli;

import dev.tumbler.router.local.LocalToken;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that a running router has beside what AWS has.
 *
 * @param token what the router wants to see; without one it says where it is
 * @param path where it is, such as {@code /_tumbler/clock}
 */
record LocalResource(URI endpoint, Optional<String> token, String path) {
    private static final int OK = 200;

    HttpRequest.Builder request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(path));
        token.ifPresent(text -> request.header("Authorization", LocalToken.header(text)));
        return request;
    }

    /** The lines of the answer, as they come. */
    Stream<String> lines(HttpRequest request) {
        try {
            HttpResponse<Stream<String>> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
            if (response.statusCode() != OK) {
                throw new PlainFailure(response.body().collect(Collectors.joining("\n")));
            }
            return response.body();
        } catch (ConnectException nobody) {
            throw new PlainFailure("no router is running at " + endpoint + "; start one with: ./tumbler up", nobody);
        } catch (IOException failure) {
            throw new PlainFailure("the router's " + path + " cannot be reached: " + failure.getMessage(), failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new PlainFailure("interrupted", interruption);
        }
    }
}
