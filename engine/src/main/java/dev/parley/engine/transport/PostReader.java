package dev.parley.engine.transport;

import dev.parley.engine.carrier.BodyReceiver;
import dev.parley.engine.http.Answer;
import dev.parley.engine.time.Strand;
import dev.parley.engine.transport.TransportListener.End;
import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.FrameType;
import dev.parley.protocol.frame.Frames;
import dev.parley.protocol.frame.ProtocolViolation;
import java.time.Duration;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the POSTs of one polling session, one at a time, and answers each when its last frame was delivered. While reads
 * are held the rest of its frames and the answer wait, and with them the client.
 *
 * <p><b>Threads:</b> the session's strand.
 */
final class PostReader {
    /** More POSTs at once end the session. */
    private static final int MOST_WAITING = 16;

    /** So many frames are delivered before others get a turn on the strand: a body may hold a million of them. */
    private static final int SLICE = 256;

    private final Strand strand;
    private final int maxBodyBytes;
    private final @Nullable Queue<Post> waiting;
    private final Consumer<Frame> frames;
    private final BiConsumer<End, String> end;

    /** The POST whose body is being read, or whose answer is held back. */
    private @Nullable Answer current;

    /** What goes on with {@link #current} once reads are no longer held. */
    private @Nullable Runnable held;

    private @Nullable Runnable whenQuiet;
    private boolean holding;
    private boolean over;

    /**
     * A reader.
     *
     * @param waiting where POSTs wait that come beside another, or null if that ends the session
     */
    PostReader(
            Strand strand,
            int maxBodyBytes,
            @Nullable Queue<Post> waiting,
            Consumer<Frame> frames,
            BiConsumer<End, String> end) {
        this.strand = strand;
        this.maxBodyBytes = maxBodyBytes;
        this.waiting = waiting;
        this.frames = frames;
        this.end = end;
    }

    /** A POST that has not been looked at. */
    record Post(Answer answer, BodyFraming framing) {}

    void read(Answer answer, BodyFraming framing) {
        if (over) {
            answer.send(400, null);
        } else if (current != null) {
            if (waiting == null || waiting.size() >= MOST_WAITING) {
                answer.send(400, null);
                end.accept(End.ERROR, "data request overlap from client");
            } else {
                waiting.add(new Post(answer, framing));
            }
        } else if (isEncoded(answer.head().headers().first("content-encoding"))) {
            answer.send(415, null); // unpacking could make anything of a few bytes
        } else if (!framing.accepts(answer.head().headers().first("content-type"))) {
            answer.send(400, null);
            end.accept(End.ERROR, "invalid content type");
        } else {
            current = answer;
            answer.exchange().readBody(maxBodyBytes, strand, new Body(answer, framing));
        }
    }

    private static boolean isEncoded(@Nullable String coding) {
        return coding != null && !coding.isBlank() && !coding.trim().equalsIgnoreCase("identity");
    }

    /** What was posted waits from now on. */
    void hold() {
        holding = true;
    }

    /** What was posted waits no more. */
    void release() {
        holding = false;
        Runnable rest = held;
        held = null;
        if (rest != null) {
            rest.run();
        }
    }

    /** Whether no POST is being read; if one is, {@code then} runs when it is done. */
    boolean isQuiet(Runnable then) {
        release();
        if (current == null) {
            return true;
        }
        whenQuiet = then;
        return false;
    }

    /** Delivers no more frames; what is being read is still answered. */
    void finish() {
        over = true;
        release();
    }

    private void done(Answer answer) {
        if (answer == current) {
            current = null;
        }
        Post next = waiting == null || current != null ? null : waiting.poll();
        if (next != null) {
            read(next.answer(), next.framing());
        }
        Runnable then = whenQuiet;
        whenQuiet = null;
        if (then != null) {
            then.run();
        }
    }

    private void deliver(Frame frame) {
        if (frame.type() == FrameType.CLOSE) {
            end.accept(End.CLOSED, "the client said good-bye");
        } else {
            frames.accept(frame);
        }
    }

    private final class Body implements BodyReceiver {
        private final Answer answer;
        private final BodyFraming framing;
        private Frames frames = Frames.NONE;

        Body(Answer answer, BodyFraming framing) {
            this.answer = answer;
            this.framing = framing;
        }

        @Override
        public void complete(byte[] body) {
            try {
                frames = framing.split(answer.head().headers().first("content-type"), body);
            } catch (ProtocolViolation violation) {
                refuse(violation);
                return;
            }
            proceed();
        }

        private void proceed() {
            try {
                if (deliverSlice()) {
                    accept();
                }
            } catch (ProtocolViolation violation) {
                refuse(violation);
            }
        }

        /** Delivers some frames; false if the rest has to wait. */
        private boolean deliverSlice() {
            for (int i = 0; i < SLICE; i++) {
                if (holding) {
                    held = this::proceed;
                    return false;
                }
                Frame next = over ? null : frames.next();
                if (next == null) {
                    return true;
                }
                deliver(next);
            }
            // Not "execute": an event loop runs what it is given meanwhile before it reads again.
            strand.schedule(Duration.ZERO, this::proceed);
            return false;
        }

        private void refuse(ProtocolViolation violation) {
            accept();
            end.accept(End.MALFORMED, String.valueOf(violation.getMessage()));
        }

        private void accept() {
            answer.send(200, framing.accepted());
            done(answer);
        }

        @Override
        public void tooLarge() {
            answer.send(413, null);
            done(answer);
        }

        @Override
        public void aborted() {
            done(answer);
            end.accept(End.ERROR, "data request connection closed prematurely");
        }
    }
}
