package dev.parley.testkit.carrier;

import dev.parley.engine.carrier.MessageCarrier;
import dev.parley.engine.carrier.MessageReceiver;
import dev.parley.engine.carrier.MessageReceiver.CarrierEnd;
import dev.parley.engine.carrier.MessageReceiver.CarrierEnd.Kind;
import dev.parley.engine.carrier.WebSocketTerms;
import dev.parley.engine.time.Strand;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A WebSocket in memory. The test holds the client's end: it sends, reads or does not, and closes. */
public final class MemorySocket implements MessageCarrier {
    private final WebSocketTerms terms;
    private final Strand strand;
    private final MessageReceiver receiver;
    private final List<Payload> received = new ArrayList<>();
    private final Queue<Payload> unread = new ArrayDeque<>();
    private int flushes;
    private int closeCode;
    private boolean isOver;
    private boolean readsPaused;
    private boolean stalled;
    private boolean sending;

    MemorySocket(WebSocketTerms terms, Strand strand, MessageReceiver receiver) {
        this.terms = terms;
        this.strand = strand;
        this.receiver = receiver;
    }

    void open() {
        strand.execute(() -> receiver.opened(this));
    }

    @Override
    public void send(List<WireMessage> batch) {
        requireStrand();
        if (sending) {
            throw new IllegalStateException("sent before the last batch was reported as sent");
        }
        batch.forEach(message -> received.add(message.payload()));
        flushes++;
        sending = true;
        if (!stalled) {
            strand.execute(this::reportSent);
        }
    }

    private void reportSent() {
        if (sending && !isOver) {
            sending = false;
            receiver.sent();
        }
    }

    @Override
    public void pauseReads() {
        requireStrand();
        readsPaused = true;
    }

    @Override
    public void resumeReads() {
        requireStrand();
        readsPaused = false;
        strand.execute(this::readOn);
    }

    private void readOn() {
        while (!readsPaused && !isOver && !unread.isEmpty()) {
            receiver.message(unread.remove());
        }
    }

    @Override
    public void close(int code, String reason) {
        requireStrand();
        end(Kind.CLOSED, code, "closed by the server");
    }

    @Override
    public void abort() {
        requireStrand();
        end(Kind.CLOSED, 1006, "aborted by the server");
    }

    /** The client sends a message. */
    public void clientSends(Payload message) {
        strand.execute(() -> {
            if (message.sizeBytes() > terms.maxMessageBytes()) {
                end(Kind.VIOLATION, 1009, "message too big");
            } else {
                unread.add(message);
                readOn();
            }
        });
    }

    /** The client closes. */
    public void clientCloses(int code) {
        strand.execute(() -> end(Kind.CLOSED, code, "closed by the client"));
    }

    /** The connection breaks. */
    public void cut() {
        strand.execute(() -> end(Kind.CLOSED, 1006, "the connection was lost"));
    }

    /** The client reads no more: what the server sends from now on does not leave it. */
    public void stall() {
        stalled = true;
    }

    /** The client reads again. */
    public void unstall() {
        stalled = false;
        strand.execute(this::reportSent);
    }

    private void end(Kind kind, int code, String detail) {
        if (!isOver) {
            isOver = true;
            closeCode = code;
            strand.execute(() -> receiver.closed(new CarrierEnd(kind, code, detail)));
        }
    }

    private void requireStrand() {
        if (!strand.isCurrent()) {
            throw new IllegalStateException("called off its strand");
        }
    }

    /** All that the client was sent. */
    public List<Payload> received() {
        return received;
    }

    /** How often the server flushed. */
    public int flushes() {
        return flushes;
    }

    /** Whether the server does not read now. */
    public boolean isReadPaused() {
        return readsPaused;
    }

    /** Whether it is closed. */
    public boolean isClosed() {
        return isOver;
    }

    /** The code with which it closed, or 0. */
    public int closeCode() {
        return closeCode;
    }

    /** On what terms the server accepted it. */
    public WebSocketTerms terms() {
        return terms;
    }
}
