package dev.parley.engine.transport;

import dev.parley.engine.carrier.MessageCarrier;
import dev.parley.engine.carrier.MessageReceiver;
import dev.parley.engine.queue.Outbox;
import dev.parley.engine.transport.TransportListener.End;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.FrameType;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.Payload;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A transport over a connection that carries messages: websocket, webtransport.
 *
 * <p><b>Threads:</b> the strand that was given to the carrier; the session's.
 */
public final class MessageTransport implements Transport, MessageReceiver {
    /** Bytes of one batch, so that a client that reads slowly holds little beyond its outbox. */
    private static final long BATCH_BYTES = 256 << 10;

    private final String name;
    private final Framing framing;
    private final Batches batches;
    private final Consumer<Frame> deliver = this::deliver;
    private TransportListener listener;
    private @Nullable MessageCarrier carrier;

    /** What the carrier sends now. */
    private @Nullable List<WireMessage> batch;

    private boolean sending;

    /** Whether what the carrier sends at once is followed by more, without asking the listener. */
    private boolean draining;

    private boolean over;

    /**
     * A transport that is open once {@link #opened} was called.
     *
     * @param batches of the strand
     */
    public MessageTransport(String name, Framing framing, Batches batches, TransportListener listener) {
        this.name = name;
        this.framing = framing;
        this.batches = batches;
        this.listener = listener;
    }

    /** From now on {@code other} hears what happens: a probe hands its transport to the session. */
    public void reportTo(TransportListener other) {
        this.listener = other;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isWritable() {
        return carrier != null && !sending && !over;
    }

    @Override
    public boolean isReady() {
        return carrier != null && !over;
    }

    /** Sends one frame beside any outbox: the answer to a probe. Only when writable. */
    public void send(Frame frame) {
        Collections.addAll(batch(), frame.wire(framing));
        flush();
    }

    @Override
    public void drain(Outbox outbox) {
        draining = true;
        try {
            do {
                drainBatch(outbox);
            } while (isWritable() && !outbox.isEmpty());
        } finally {
            draining = false;
        }
    }

    private void drainBatch(Outbox outbox) {
        List<WireMessage> messages = batch();
        outbox.drainTo(next -> next.addTo(messages, framing), BATCH_BYTES);
        if (messages.isEmpty()) {
            giveBack();
        } else {
            flush();
        }
    }

    private void giveBack() {
        List<WireMessage> done = batch;
        if (done != null) {
            batch = null;
            batches.giveBack(done);
        }
    }

    private List<WireMessage> batch() {
        List<WireMessage> known = batch;
        if (known == null) {
            known = batches.take();
            batch = known;
        }
        return known;
    }

    private void flush() {
        MessageCarrier open = carrier;
        if (open != null && batch != null) {
            sending = true;
            open.send(batch);
        }
    }

    @Override
    public void pauseReads() {
        if (carrier != null && !over) {
            carrier.pauseReads();
        }
    }

    @Override
    public void resumeReads() {
        if (carrier != null && !over) {
            carrier.resumeReads();
        }
    }

    @Override
    public boolean close(Farewell farewell) {
        if (!over) {
            over = true;
            if (carrier != null) {
                carrier.close(farewell.code(), "");
            }
        }
        return true;
    }

    @Override
    public void abort() {
        if (!over) {
            over = true;
            if (carrier != null) {
                carrier.abort();
            }
        }
    }

    @Override
    public void opened(MessageCarrier opened) {
        carrier = opened;
        if (over) {
            opened.abort(); // given up while the handshake was on its way
        } else {
            listener.opened();
        }
    }

    @Override
    public void message(Payload message) {
        if (over) {
            return;
        }
        try {
            framing.decode(message, deliver);
        } catch (ProtocolViolation violation) {
            end(End.MALFORMED, String.valueOf(violation.getMessage()));
        }
    }

    private void deliver(Frame frame) {
        if (over) {
            return;
        }
        if (frame.type() == FrameType.CLOSE) {
            close(Farewell.NORMAL);
            listener.ended(End.CLOSED, "the client said good-bye");
        } else {
            listener.frame(frame);
        }
    }

    @Override
    public void sent() {
        sending = false;
        giveBack();
        if (!over && !draining) {
            listener.writable();
        }
    }

    @Override
    public void closed(CarrierEnd ended) {
        end(
                switch (ended.kind()) {
                    case CLOSED, REFUSED -> End.CLOSED;
                    case VIOLATION -> End.ERROR;
                },
                ended.detail());
    }

    private void end(End end, String detail) {
        if (!over) {
            if (end == End.MALFORMED) {
                close(Farewell.PROTOCOL_ERROR);
            }
            over = true;
            listener.ended(end, detail);
        }
    }
}
