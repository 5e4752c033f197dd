package dev.parley.netty.http;

import dev.parley.netty.loop.LoopStrand;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;

/**
 * The end of a connection whose peer may still be sending. Closed at once, the system would answer what comes with a reset,
 * and the peer would lose our last words; so only our side is closed, and the rest is read and dropped for a while.
 */
final class Lingering {
    private Lingering() {}

    static void begin(Channel channel, LoopStrand loop, Duration patience) {
        if (channel instanceof DuplexChannel plain && channel.pipeline().get(SslHandler.class) == null) {
            plain.shutdownOutput();
        }
        loop.schedule(patience, channel::close);
    }
}
