package dev.tumbler.rotation;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.mysqlclient.impl.MySQLSocketConnection;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import org.jboss.logging.Logger;

/**
 * Closes a connection whose server asks for a file of this machine. MySQL's protocol lets a server answer any statement so,
 * and Vert.x's client then sends whichever file the server names; it has no option against that.
 *
 * <p>Sees whole packets, one at a time. A packet that begins with {@code 0xFB} is such a request, or a row whose first column
 * is NULL: no statement of ours has one.
 */
final class NoLocalFiles extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = Logger.getLogger(NoLocalFiles.class);
    private static final int HEADER = 4;
    private static final int FILE_REQUEST = 0xFB;

    /** What the client calls itself in the pipeline; the part that cuts packets stands before it. */
    private static final String CLIENT = "codec";

    private NoLocalFiles() {}

    /** To be called before the first statement: no file is asked for until then. */
    static MySQLConnection sentBy(MySQLConnection connection) {
        var socket = (MySQLSocketConnection)
                ((SqlConnectionInternal) connection).unwrap().unwrap();
        socket.socket().channelHandlerContext().pipeline().addBefore(CLIENT, "noLocalFiles", new NoLocalFiles());
        return connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf packet) || !asksForFile(packet)) {
            context.fireChannelRead(message);
            return;
        }
        ReferenceCountUtil.release(message);
        LOG.warnf(
                "The server at %s asked for a file of this machine, and was left",
                context.channel().remoteAddress());
        var unused = context.close();
    }

    private static boolean asksForFile(ByteBuf packet) {
        return packet.readableBytes() > HEADER && packet.getUnsignedByte(packet.readerIndex() + HEADER) == FILE_REQUEST;
    }
}
