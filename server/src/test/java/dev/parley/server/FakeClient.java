package dev.parley.server;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineListener;
import dev.parley.engine.Session;
import dev.parley.engine.SessionListener;
import dev.parley.engine.time.Strand;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.dialect.eio4.EngineIo4;
import dev.parley.protocol.frame.Outgoing;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client of the server's core without an engine in between: gives it packets, and keeps what it sends. */
final class FakeClient implements Session {
    private static final Dialect DIALECT = new EngineIo4();

    /** Everything sent, as it would go over a websocket without the leading 4; binary as {@code <n bytes>}. */
    final List<String> received = new ArrayList<>();

    /** Queued, but not sent yet. */
    private final List<Outgoing> waiting = new ArrayList<>();

    private final ManualStrand strand;
    private final RequestHead head;
    private final SessionListener listener;
    private boolean open = true;
    boolean writable = true;
    int pauses;

    @Nullable CloseReason closeReason;

    /** What it does at the very moment at which it hears a text packet. */
    Consumer<String> reaction = packet -> {};

    FakeClient(EngineListener server, ManualStrand strand) {
        this.strand = strand;
        this.head = new RequestHead(
                "GET",
                "/socket.io/",
                Query.parse("EIO=4&transport=websocket&token=abc"),
                Headers.of("User-Agent", "test", "X-Trace", "7"),
                new InetSocketAddress("127.0.0.1", 4711),
                false);
        this.listener = server.onOpen(this);
        strand.settle();
    }

    /** Sends a packet, such as {@code 42["hello"]} without the 4. */
    FakeClient says(String... packets) {
        for (String packet : packets) {
            deliver(() -> listener.onMessage(TextPayload.of(packet)));
        }
        return this;
    }

    /** Sends packets that are read in one turn of the strand. */
    FakeClient saysInOneTurn(String... packets) {
        deliver(() -> List.of(packets).forEach(packet -> listener.onMessage(TextPayload.of(packet))));
        return this;
    }

    FakeClient saysBytes(int... bytes) {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        deliver(() -> listener.onMessage(BinaryPayload.of(content)));
        return this;
    }

    void beats() {
        deliver(listener::onHeartbeat);
    }

    private void deliver(Runnable call) {
        try {
            call.run();
        } catch (ProtocolViolation e) {
            close(CloseReason.FORCED_CLOSE); // what the engine does
        }
        strand.settle();
    }

    /** The connection is lost. */
    void loses(CloseReason reason) {
        end(reason);
        strand.settle();
    }

    /** What came since the last call. */
    List<String> hears() {
        strand.settle();
        List<String> news = List.copyOf(received);
        received.clear();
        return news;
    }

    private void end(CloseReason reason) {
        if (open) {
            open = false;
            closeReason = reason;
            listener.onClose(reason, "test");
        }
    }

    @Override
    public boolean sendLater(Outgoing outgoing) {
        return open && waiting.add(outgoing);
    }

    @Override
    public void flush() {
        List<Outgoing> queued = List.copyOf(waiting);
        waiting.clear();
        queued.forEach(this::receive);
    }

    @Override
    public boolean send(Outgoing outgoing) {
        if (!open) {
            return false;
        }
        flush();
        receive(outgoing);
        return true;
    }

    private void receive(Outgoing outgoing) {
        Route route = new Route("websocket", id(), false, Route.NO_JSONP);
        for (WireMessage message : outgoing.wire(DIALECT.wiring(head).framing(route))) {
            if (message.payload() instanceof TextPayload text) {
                received.add(text.string().substring(1));
                reaction.accept(text.string().substring(1));
            } else {
                received.add("<" + message.payload().sizeBytes() + " bytes>");
            }
        }
    }

    @Override
    public String id() {
        return "engine-session";
    }

    @Override
    public Dialect dialect() {
        return DIALECT;
    }

    @Override
    public RequestHead head() {
        return head;
    }

    @Override
    public String transport() {
        return "websocket";
    }

    @Override
    public Strand strand() {
        return strand;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public CompletionStage<Void> whenWritable() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public long bufferedBytes() {
        return 0;
    }

    @Override
    public void pauseReads() {
        pauses++;
    }

    @Override
    public void resumeReads() {
        pauses--;
    }

    @Override
    public void close(CloseReason reason) {
        end(reason);
    }

    @Override
    public void abort(CloseReason reason) {
        end(reason);
    }
}
