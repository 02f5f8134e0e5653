package dev.tumbler.router.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LoopbackGuardTest {
    @Inject
    LoopbackGuard guard;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:4566",
                "app.localhost:3000",
                "127.0.0.1",
                "127.0.0.2:80",
                "[::1]",
                "[::1]:4566"
            })
    void thisMachineMayBeCalledByAnyOfItsNames(String host) {
        assertThat(guard.mayPass(List.of(host), List.of())).isTrue();
        assertThat(guard.mayPass(List.of("127.0.0.1:4566"), List.of("http://" + host, "https://" + host)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "evil.example:4566",
                "localhost.evil.example",
                "evillocalhost",
                "127.0.0.1.evil.example",
                "localhost:4566@evil.example",
                "evil.example#localhost",
                "localhost\nevil.example",
                "128.0.0.1",
                "[::2]",
                "null"
            })
    void aForeignNameIsTurnedAwayAsHostAndAsOrigin(String name) {
        assertThat(guard.mayPass(List.of(name), List.of())).isFalse();
        assertThat(guard.mayPass(List.of("127.0.0.1"), List.of("http://" + name)))
                .isFalse();
        assertThat(guard.mayPass(List.of("127.0.0.1"), List.of(name))).isFalse();
    }

    @Test
    void noneOfSeveralOriginsMayBeForeign() {
        assertThat(guard.mayPass(List.of("127.0.0.1"), List.of("http://localhost", "http://evil.example")))
                .isFalse();
    }

    @Test
    void aCallHasOneHost() {
        assertThat(guard.mayPass(List.of(), List.of())).isFalse();
        assertThat(guard.mayPass(List.of("localhost", "localhost"), List.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "", "anything", "None"})
    void whatAPageHasABrowserSendInSilenceIsTurnedAway(String site) {
        assertThat(LoopbackGuard.wasMeant(List.of(), List.of(site))).isFalse();
        assertThat(LoopbackGuard.wasMeant(List.of(), List.of("none", site))).isFalse();
        assertThat(LoopbackGuard.wasMeant(List.of("http://localhost:3000"), List.of(site)))
                .isTrue();
    }

    @Test
    void whatAUserBeginsAndWhatIsNoBrowserPasses() {
        assertThat(LoopbackGuard.wasMeant(List.of(), List.of())).isTrue();
        assertThat(LoopbackGuard.wasMeant(List.of(), List.of("none"))).isTrue();
        assertThat(LoopbackGuard.wasMeant(List.of(), List.of("same-origin"))).isTrue();
    }

    @Test
    void aVeryLongNameIsTurnedAwayUnread() {
        assertThat(guard.mayPass(List.of("a.".repeat(5_000) + "localhost"), List.of()))
                .isFalse();
    }

    @Test
    void theNameThatTheRouterListensOnIsItsOwn() {
        LoopbackGuard named = new LoopbackGuard("tumbler.test", List.of("/http://localhost/"));

        assertThat(Stream.of("tumbler.test", "tumbler.test:4566", "localhost"))
                .allMatch(host -> named.mayPass(List.of(host), List.of("http://" + host)));
        assertThat(named.mayPass(List.of("tumblerxtest"), List.of())).isFalse();
        assertThat(new LoopbackGuard("0:0:0:0:0:0:0:1", List.of("/http://localhost/"))
                        .mayPass(List.of("[0:0:0:0:0:0:0:1]:4566"), List.of()))
                .isTrue();
    }
}
