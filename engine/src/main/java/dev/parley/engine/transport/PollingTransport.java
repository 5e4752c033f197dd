package dev.parley.engine.transport;

import dev.parley.engine.http.Answer;
import dev.parley.engine.queue.Outbox;
import dev.parley.engine.time.Strand;
import dev.parley.engine.transport.TransportListener.End;
import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Outgoing;
import dev.parley.protocol.frame.WireMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HTTP long-polling: a GET waits for what the server has to say, POSTs bring what the client says. One of each at a time.
 *
 * <p><b>Threads:</b> the session's strand.
 */
public final class PollingTransport implements RequestTransport {
    /** The name of this transport. */
    public static final String NAME = "polling";

    private static final String OVERLAP = "overlap from client";

    private final Strand strand;
    private final TransportListener listener;
    private final PostReader posts;
    private final int maxPacketsPerPoll;

    /** The poll that waits, if one does. */
    private @Nullable Poll waiting;

    /** The poll that was answered last: its connection may end before the answer has left. */
    private @Nullable Poll answered;

    private boolean closing;
    private boolean over;
    private boolean retired;

    /**
     * A transport without requests yet.
     *
     * @param maxBodyBytes larger bodies are answered 413
     * @param maxPacketsPerPoll messages of one answer
     */
    public PollingTransport(Strand strand, TransportListener listener, int maxBodyBytes, int maxPacketsPerPoll) {
        this.strand = strand;
        this.listener = listener;
        this.maxPacketsPerPoll = maxPacketsPerPoll;
        this.posts = new PostReader(strand, maxBodyBytes, null, listener::frame, this::end);
    }

    /** Takes a GET, which waits until there is something to answer. A second one beside it ends the session. */
    @Override
    public void get(Answer answer, BodyFraming framing) {
        assert strand.isCurrent() : "off the strand";
        if (over || retired || waiting != null) {
            answer.send(400, null);
            if (waiting != null) {
                reply(Frame.CLOSE);
                end(End.ERROR, OVERLAP);
            }
            return;
        }
        Poll poll = new Poll(answer, framing);
        waiting = poll;
        answer.exchange().onAbort(strand, () -> aborted(poll));
        if (waiting == poll) {
            listener.writable();
        }
        if (waiting == poll && closing) {
            reply(Frame.NOOP, Frame.CLOSE);
            end(End.CLOSED, "said good-bye");
        }
    }

    /** Takes a POST. A second one beside it ends the session. */
    @Override
    public void post(Answer answer, BodyFraming framing) {
        assert strand.isCurrent() : "off the strand";
        posts.read(answer, framing);
    }

    private void aborted(Poll poll) {
        if (poll == waiting || poll == answered) {
            waiting = null;
            end(End.ERROR, "poll connection closed prematurely");
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isWritable() {
        return waiting != null && !over;
    }

    @Override
    public boolean isReady() {
        return isWritable();
    }

    @Override
    public void drain(Outbox outbox) {
        Poll poll = waiting;
        if (poll == null) {
            return;
        }
        List<WireMessage> batch = new ArrayList<>();
        boolean compressible = false;
        Outgoing next = outbox.peek();
        while (next != null) {
            WireMessage[] wire = next.wire(poll.framing.framing());
            if (!batch.isEmpty() && batch.size() + wire.length > maxPacketsPerPoll) {
                break;
            }
            outbox.poll();
            Collections.addAll(batch, wire);
            compressible |= wire.length > 0 && wire[0].isCompressible();
            next = outbox.peek();
        }
        if (!batch.isEmpty()) {
            reply(poll, batch, compressible);
        }
    }

    /** Ends the poll that waits, if one does, so that the client can leave this transport. */
    public void releasePoll() {
        if (waiting != null) {
            reply(Frame.NOOP);
        }
    }

    /**
     * Gives this transport up for another: the poll that waits is released, and no request is taken any more.
     *
     * @param whenQuiet runs when a POST that is still being read is done
     * @return whether none is; then {@code whenQuiet} is not run
     */
    public boolean retire(Runnable whenQuiet) {
        releasePoll();
        answered = null;
        retired = true;
        return posts.isQuiet(whenQuiet);
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
        if (over) {
            return true;
        }
        closing = true;
        if (waiting == null) {
            return false;
        }
        reply(Frame.CLOSE);
        finish();
        return true;
    }

    @Override
    public void abort() {
        if (!over) {
            if (waiting != null) {
                reply(Frame.CLOSE);
            }
            finish();
        }
    }

    @Override
    public void leave() {
        releasePoll();
        finish();
    }

    private void finish() {
        over = true;
        posts.finish();
    }

    private void end(End end, String detail) {
        if (!over && !retired) {
            if (waiting != null) {
                reply(end == End.MALFORMED ? Frame.CLOSE : Frame.NOOP);
            }
            finish();
            listener.ended(end, detail);
        }
    }

    private void reply(Frame... frames) {
        Poll poll = waiting;
        if (poll != null) {
            List<WireMessage> batch = new ArrayList<>();
            for (Frame frame : frames) {
                Collections.addAll(batch, frame.wire(poll.framing.framing()));
            }
            reply(poll, batch, false);
        }
    }

    private void reply(Poll poll, List<WireMessage> batch, boolean compressible) {
        waiting = null;
        answered = poll;
        poll.answer.sendPoll(poll.framing.join(batch), compressible);
    }

    /** A GET that waits or was answered, and how its client wants to read. */
    private static final class Poll {
        final Answer answer;
        final BodyFraming framing;

        Poll(Answer answer, BodyFraming framing) {
            this.answer = answer;
            this.framing = framing;
        }
    }
}
