package dev.tumbler.router.dispatch;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection on which no whole head of a request arrives in time: the first one soon, the next one some time after
 * the answers to all before. An answer may take as long as it likes.
 */
final class HeaderDeadline extends ChannelDuplexHandler {
    private final Duration first;
    private final Duration next;
    private int underWay;
    private ScheduledFuture<?> deadline;

    HeaderDeadline(Duration first, Duration next) {
        this.first = first;
        this.next = next;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        expect(context, first);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        cancel();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        cancel();
        super.channelInactive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest) {
            underWay++;
            cancel();
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof LastHttpContent && !isInterim(message) && underWay > 0 && --underWay == 0) {
            expect(context, next);
        }
        super.write(context, message, promise);
    }

    /** {@code 100 Continue} is whole and yet no answer. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private void expect(ChannelHandlerContext context, Duration within) {
        cancel();
        Runnable close = () -> {
            var unused = context.close();
        };
        deadline = context.executor().schedule(close, within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
