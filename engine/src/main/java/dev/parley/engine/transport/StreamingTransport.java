package dev.parley.engine.transport;

import dev.parley.engine.carrier.HttpStream;
import dev.parley.engine.http.Answer;
import dev.parley.engine.queue.Outbox;
import dev.parley.engine.time.Strand;
import dev.parley.engine.transport.TransportListener.End;
import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.Outgoing;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer without an end for what the server says, and POSTs for what the client says: {@code htmlfile} and
 * {@code xhr-multipart} of the generations before 1.0. The session ends with the answer.
 *
 * <p><b>Threads:</b> the session's strand.
 */
public final class StreamingTransport implements RequestTransport {
    /** Bytes of one batch, so that a client that reads slowly holds little beyond its outbox. */
    private static final long BATCH_BYTES = 256 << 10;

    private final String name;
    private final HttpBody head;
    private final Framing framing;
    private final Strand strand;
    private final TransportListener listener;
    private final PostReader posts;

    private @Nullable HttpStream stream;
    private boolean sending;
    private boolean over;

    /**
     * A transport without an answer yet.
     *
     * @param name as clients call it
     * @param head what the answer begins with
     * @param framing how frames become its parts
     * @param maxBodyBytes larger bodies are answered 413
     */
    public StreamingTransport(
            String name, HttpBody head, Framing framing, Strand strand, TransportListener listener, int maxBodyBytes) {
        this.name = name;
        this.head = head;
        this.framing = framing;
        this.strand = strand;
        this.listener = listener;
        this.posts = new PostReader(strand, maxBodyBytes, new ArrayDeque<>(0), listener::frame, this::end);
    }

    /** Begins the answer; a second GET ends the first, and the session with it. */
    @Override
    public void get(Answer answer, BodyFraming unused) {
        assert strand.isCurrent() : "off the strand";
        if (over || stream != null) {
            answer.send(400, null);
            end(End.ERROR, "overlap from client");
            return;
        }
        stream = answer.stream(head);
        answer.exchange().onAbort(strand, () -> end(End.CLOSED, "the client closed the stream"));
        if (!over) {
            listener.writable();
        }
    }

    @Override
    public void post(Answer answer, BodyFraming wants) {
        assert strand.isCurrent() : "off the strand";
        posts.read(answer, wants);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isWritable() {
        return stream != null && !sending && !over;
    }

    @Override
    public boolean isReady() {
        return stream != null && !over;
    }

    @Override
    public void drain(Outbox outbox) {
        List<Payload> parts = new ArrayList<>();
        long bytes = 0;
        Outgoing next = outbox.poll();
        while (next != null) {
            for (WireMessage message : next.wire(framing)) {
                parts.add(message.payload());
            }
            bytes += next.sizeBytes();
            next = bytes < BATCH_BYTES ? outbox.poll() : null;
        }
        HttpStream open = stream;
        if (open != null && !parts.isEmpty()) {
            sending = true;
            open.write(parts, strand, this::sent);
        }
    }

    private void sent() {
        sending = false;
        if (!over) {
            listener.writable();
        }
    }

    @Override
    public void pauseReads() {
        posts.hold();
    }

    @Override
    public void resumeReads() {
        posts.release();
    }

    @Override
    public boolean close(Farewell farewell) {
        finish(true);
        return true;
    }

    @Override
    public void abort() {
        finish(false);
    }

    @Override
    public void leave() {
        finish(false);
    }

    private void finish(boolean saysGoodbye) {
        if (over) {
            return;
        }
        over = true;
        posts.finish();
        HttpStream open = stream;
        if (open != null) {
            if (saysGoodbye) {
                open.write(List.of(framing.encode(Frame.CLOSE)), strand, () -> {});
            }
            open.end();
        }
    }

    private void end(End end, String detail) {
        if (!over) {
            finish(true);
            listener.ended(end, detail);
        }
    }
}
