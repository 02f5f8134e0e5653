package dev.tumbler.router.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeaderDeadlineTest {
    private final EmbeddedChannel connection =
            new EmbeddedChannel(new HeaderDeadline(Duration.ofSeconds(10), Duration.ofSeconds(60)));

    private void pass(long seconds) {
        connection.advanceTimeBy(seconds, TimeUnit.SECONDS);
        connection.runScheduledPendingTasks();
    }

    private void request() {
        connection.writeInbound(
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"), LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private void answer(HttpResponseStatus status) {
        connection.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() {
        pass(9);
        assertThat(connection.isOpen()).isTrue();
        pass(2);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void anAnswerMayTakeAsLongAsItLikes() {
        request();
        pass(15 * 60);
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void theNextRequestComesWithinAMinuteOfTheLastAnswer() {
        request();
        pass(100);
        answer(HttpResponseStatus.OK);
        pass(59);
        assertThat(connection.isOpen()).isTrue();
        pass(2);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aConnectionInUseStaysOpen() {
        for (int i = 0; i < 10; i++) {
            request();
            answer(HttpResponseStatus.OK);
            pass(50);
        }
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void requestsThatWaitKeepTheConnectionOpen() {
        request();
        request();
        answer(HttpResponseStatus.OK);
        pass(100);
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void continueIsNoAnswer() {
        request();
        answer(HttpResponseStatus.CONTINUE);
        pass(100);
        assertThat(connection.isOpen()).isTrue();
    }
}
