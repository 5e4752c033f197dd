package dev.parley.benchmarks.load;

import io.netty.channel.ChannelHandler;

/**
 * How clients talk.
 *
 * @param port of the server
 * @param kind what carries messages
 */
public record Wire(int port, Kind kind) {
    /** What carries messages. */
    public enum Kind {
        /** Engine.IO 4 over a WebSocket. */
        WEBSOCKET,
        /** Engine.IO 3 over a WebSocket. */
        WEBSOCKET_EIO3,
        /** Engine.IO 4 over a WebSocket with permessage-deflate. */
        DEFLATE,
        /** Engine.IO 4 over a WebSocket with TLS, as the Java runtime does it; each connection has a handshake of its own. */
        TLS,
        /** Engine.IO 4 over long polling, on two connections. */
        POLLING,
        /** Engine.IO 4, begun with a poll and moved to a WebSocket. */
        UPGRADED
    }

    int generation() {
        return kind == Kind.WEBSOCKET_EIO3 ? 3 : 4;
    }

    boolean isEncrypted() {
        return kind == Kind.TLS;
    }

    boolean isDeflating() {
        return kind == Kind.DEFLATE;
    }

    /** Makes a client and begins to connect it. */
    Client connect(Generator generator, Role role, Runnable refused) {
        if (kind == Kind.POLLING) {
            return new PollClient(generator, this, role).connect(refused);
        }
        if (kind == Kind.UPGRADED) {
            return new UpgradingClient(generator, this, role).connect(refused);
        }
        WsClient client = new WsClient(generator, this, role, "");
        ChannelHandler handler = client;
        generator.connect(this, () -> handler, refused);
        return client;
    }
}
