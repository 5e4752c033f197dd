package dev.parley.benchmarks.growth;

import dev.parley.engine.carrier.BodyReceiver;
import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.HttpReply;
import dev.parley.engine.carrier.HttpStream;
import dev.parley.engine.carrier.MessageCarrier;
import dev.parley.engine.carrier.MessageReceiver;
import dev.parley.engine.carrier.MessageReceiver.CarrierEnd;
import dev.parley.engine.carrier.WebSocketTerms;
import dev.parley.engine.time.Strand;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.payload.TextPayload;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client without a network: a WebSocket that swallows what it is sent, and counts it. On the loop. */
final class Ghost implements HttpExchange, MessageCarrier {
    private static final RequestHead HEAD = new RequestHead(
            "GET",
            "/socket.io/",
            Query.parse("EIO=4&transport=websocket"),
            Headers.of("Host", "localhost", "Connection", "Upgrade", "Upgrade", "websocket"),
            InetSocketAddress.createUnresolved("localhost", 1),
            false);

    private final Runnable whenReached;
    private @Nullable MessageReceiver receiver;
    private long messages;

    /** {@code whenReached} runs for each message that comes. */
    Ghost(Runnable whenReached) {
        this.whenReached = whenReached;
    }

    /** Messages that came, those of the protocol among them. */
    long messages() {
        return messages;
    }

    /** Says something to the server. */
    void say(String text) {
        if (receiver != null) {
            receiver.message(TextPayload.of(text));
        }
    }

    /** Loses its connection. */
    void cut() {
        MessageReceiver open = receiver;
        receiver = null;
        if (open != null) {
            open.closed(new CarrierEnd(CarrierEnd.Kind.CLOSED, 1006, "cut"));
        }
    }

    @Override
    public RequestHead head() {
        return HEAD;
    }

    @Override
    public void acceptWebSocket(WebSocketTerms terms, Strand strand, MessageReceiver opened) {
        receiver = opened;
        opened.opened(this);
    }

    @Override
    public void send(List<WireMessage> batch) {
        messages += batch.size();
        batch.forEach(message -> whenReached.run());
        if (receiver != null) {
            receiver.sent();
        }
    }

    @Override
    public void close(int code, String reason) {
        cut();
    }

    @Override
    public void abort() {
        cut();
    }

    @Override
    public void pauseReads() {
        // there is nothing to read
    }

    @Override
    public void resumeReads() {
        // there is nothing to read
    }

    @Override
    public void respond(HttpReply reply) {
        throw new IllegalStateException("the server refused a ghost: " + reply.status());
    }

    @Override
    public HttpStream stream(HttpReply reply) {
        throw new UnsupportedOperationException("a ghost speaks WebSocket only");
    }

    @Override
    public void readBody(int limitBytes, Strand strand, BodyReceiver body) {
        throw new UnsupportedOperationException("a ghost posts nothing");
    }

    @Override
    public void onAbort(Strand strand, Runnable listener) {
        // it ends by its WebSocket
    }
}
