package dev.tumbler.router.dispatch;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObjectDecoder;
import java.time.Duration;

/**
 * Gives every connection that the HTTP server accepts a {@link HeaderDeadline}. Vert.x offers only an idle timeout, which a
 * client that sends a byte now and then never reaches, and which a long answer would; Netty asks its extensions for each
 * connection, if it is told to.
 */
public final class SilentConnections extends ChannelInitializerExtension {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration NEXT = Duration.ofSeconds(60);

    /** Has Netty look for extensions. It does so once, so this comes before any server of this process. */
    public static void register() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) throws Exception {
                watch(context);
                context.pipeline().remove(this);
                super.channelActive(context);
            }
        });
    }

    /** Right behind what makes HTTP of bytes; a connection that has no such thing is none of the HTTP server's. */
    private static void watch(ChannelHandlerContext context) {
        ChannelHandlerContext decoder = context.pipeline().context(HttpObjectDecoder.class);
        ChannelHandlerContext last = context.pipeline().context("handler");
        if (decoder != null && last != null) {
            context.pipeline().addBefore("handler", "header-deadline", new HeaderDeadline(FIRST, NEXT));
        }
    }
}
