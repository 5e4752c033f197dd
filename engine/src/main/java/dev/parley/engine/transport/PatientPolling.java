package dev.parley.engine.transport;

import dev.parley.engine.http.Answer;
import dev.parley.engine.queue.Outbox;
import dev.parley.engine.time.Strand;
import dev.parley.engine.transport.TransportListener.End;
import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.dialect.Timings;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Outgoing;
import dev.parley.protocol.frame.WireMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HTTP long-polling of the generations before 1.0. There are no heartbeats: a poll that waits for long is answered with
 * nothing, and a client that does not come back in time is gone. A poll that comes beside another takes its place, a POST
 * beside another waits, and a poll that breaks off changes nothing: all that those clients do.
 *
 * <p><b>Threads:</b> the session's strand.
 */
public final class PatientPolling implements RequestTransport {
    private final String name;
    private final Strand strand;
    private final TransportListener listener;
    private final Timings timings;
    private final PostReader posts;
    private final int maxPacketsPerPoll;

    /** The poll that waits, if one does. */
    private @Nullable Answer waiting;

    private @Nullable BodyFraming framing;

    /** For the poll that waits: when to answer it at the latest; between polls: when to give up. */
    private Strand.@Nullable Timer timer;

    private boolean closing;
    private boolean over;

    /**
     * A transport without requests yet.
     *
     * @param name as clients call it
     * @param maxBodyBytes larger bodies are answered 413
     * @param maxPacketsPerPoll messages of one answer
     */
    public PatientPolling(
            String name,
            Strand strand,
            TransportListener listener,
            Timings timings,
            int maxBodyBytes,
            int maxPacketsPerPoll) {
        this.name = name;
        this.strand = strand;
        this.listener = listener;
        this.timings = timings;
        this.maxPacketsPerPoll = maxPacketsPerPoll;
        this.posts = new PostReader(strand, maxBodyBytes, new ArrayDeque<>(0), listener::frame, this::end);
    }

    @Override
    public void get(Answer answer, BodyFraming wants) {
        assert strand.isCurrent() : "off the strand";
        if (over) {
            answer.send(400, null);
            return;
        }
        if (waiting != null) {
            reply(Frame.NOOP);
        }
        waiting = answer;
        framing = wants;
        wake(timings.pollDuration(), () -> reply(Frame.NOOP));
        answer.exchange().onAbort(strand, () -> aborted(answer));
        if (waiting == answer) {
            listener.writable();
        }
        if (waiting == answer && closing) {
            reply(Frame.CLOSE);
            end(End.CLOSED, "said good-bye");
        }
    }

    @Override
    public void post(Answer answer, BodyFraming wants) {
        assert strand.isCurrent() : "off the strand";
        posts.read(answer, wants);
    }

    private void aborted(Answer answer) {
        if (answer == waiting) {
            waiting = null;
            expectNext();
        }
    }

    private void expectNext() {
        if (!over) {
            wake(timings.closeTimeout(), () -> end(End.CLOSED, "the client did not poll again in time"));
        }
    }

    private void wake(Duration delay, Runnable task) {
        cancelTimer();
        timer = strand.schedule(delay, task);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    @Override
    public String name() {
        return name;
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
        BodyFraming form = framing;
        if (waiting == null || form == null) {
            return;
        }
        List<WireMessage> batch = new ArrayList<>();
        Outgoing next = outbox.peek();
        while (next != null) {
            WireMessage[] wire = next.wire(form.framing());
            if (!batch.isEmpty() && batch.size() + wire.length > maxPacketsPerPoll) {
                break;
            }
            outbox.poll();
            Collections.addAll(batch, wire);
            next = outbox.peek();
        }
        if (!batch.isEmpty()) {
            reply(batch);
        }
    }

    private void reply(Frame frame) {
        BodyFraming form = framing;
        if (form != null) {
            reply(List.of(frame.wire(form.framing())));
        }
    }

    private void reply(List<WireMessage> batch) {
        Answer poll = waiting;
        BodyFraming form = framing;
        if (poll != null && form != null) {
            waiting = null;
            poll.sendPoll(form.join(batch), false);
            expectNext();
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
        if (over) {
            return true;
        }
        closing = true;
        if (waiting == null) {
            return false;
        }
        abort();
        return true;
    }

    @Override
    public void abort() {
        if (!over) {
            reply(Frame.CLOSE);
            finish();
        }
    }

    @Override
    public void leave() {
        if (!over) {
            reply(Frame.NOOP);
            finish();
        }
    }

    private void finish() {
        over = true;
        cancelTimer();
        posts.finish();
    }

    private void end(End end, String detail) {
        if (!over) {
            reply(end == End.CLOSED || end == End.MALFORMED ? Frame.CLOSE : Frame.NOOP);
            finish();
            listener.ended(end, detail);
        }
    }
}
