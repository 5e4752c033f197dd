package dev.parley.netty;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import javax.net.ssl.SSLException;

/**
 * A handshake in memory, with a client that trusts everybody. It shows what reading the files does not: whether the key
 * belongs to the certificate. Where a certificate is renewed the key is written a moment later, and whoever reads between
 * the two has a pair with which no client would speak.
 */
final class TlsRehearsal {
    private static final int MOST_TURNS = 16;

    private TlsRehearsal() {}

    /** Throws if clients could not believe {@code context}. */
    static void check(SslContext context) throws SSLException {
        SslContext trusting = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm(null)
                .build();
        EmbeddedChannel server = new EmbeddedChannel();
        EmbeddedChannel client = new EmbeddedChannel();
        try {
            SslHandler speaker = context.newHandler(server.alloc());
            SslHandler listener = trusting.newHandler(client.alloc());
            server.pipeline().addLast(speaker);
            client.pipeline().addLast(listener);
            for (int i = 0; i < MOST_TURNS && !listener.handshakeFuture().isDone(); i++) {
                move(client, server);
                move(server, client);
            }
            if (!listener.handshakeFuture().isSuccess()) {
                throw new SSLException("the key does not belong to the certificate");
            }
        } finally {
            server.close();
            client.close();
            server.releaseInbound();
            server.releaseOutbound();
            client.releaseInbound();
            client.releaseOutbound();
        }
    }

    private static void move(EmbeddedChannel from, EmbeddedChannel to) {
        for (Object bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
            to.pipeline().fireChannelRead(bytes); // what it cannot take fails its handshake, and that is looked at
        }
        to.pipeline().fireChannelReadComplete();
    }
}
