package dev.parley.server.dispatch;

import dev.parley.engine.time.Clock;
import dev.parley.engine.time.Strand;
import dev.parley.server.api.Event;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs inline handlers on one strand, and names those that hold it up, at most one each second.
 *
 * <p>The clock is read twice in a turn of the strand, not twice for each event: reading it costs as much as finding the
 * handlers. After a turn that was too long each event is timed, for a while, so that the culprit is known the next time.
 *
 * <p><b>Threads:</b> the strand; {@link #execute} any.
 */
public final class InlineTurn implements Executor {
    private static final Logger log = LoggerFactory.getLogger(InlineTurn.class);
    private static final long TOO_LONG = Duration.ofMillis(100).toNanos();
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();
    private static final int TIMED_TURNS = 10_000;

    private final Strand strand;
    private final Clock clock;
    private final Runnable end = this::end;

    /** The last event of this turn, or null between turns. */
    private @Nullable Event last;

    private int events;
    private long began;

    /** In how many turns each event is still to be timed. */
    private int timedTurns;

    private long lastNamed;

    InlineTurn(Strand strand, Clock clock) {
        this.strand = strand;
        this.clock = clock;
        this.lastNamed = clock.nanos() - PAUSE;
    }

    @Override
    public void execute(Runnable task) {
        strand.run(task);
    }

    /** Runs an event. On the strand. */
    public void run(Event event, EventPipeline pipeline, Mailbox mailbox) {
        if (last == null) {
            began = clock.nanos();
            strand.execute(end);
        }
        last = event;
        events++;
        if (timedTurns > 0) {
            runTimed(event, pipeline, mailbox);
        } else {
            pipeline.run(event, mailbox);
        }
    }

    private void runTimed(Event event, EventPipeline pipeline, Mailbox mailbox) {
        long begin = clock.nanos();
        pipeline.run(event, mailbox);
        long nanos = clock.nanos() - begin;
        if (nanos > TOO_LONG) {
            name(event, true, nanos);
        }
    }

    private void end() {
        Event latest = last;
        int count = events;
        last = null;
        events = 0;
        timedTurns -= timedTurns > 0 ? 1 : 0;
        long nanos = clock.nanos() - began;
        if (nanos > TOO_LONG && latest != null) {
            if (timedTurns == 0) {
                name(latest, count == 1, nanos);
            }
            timedTurns = TIMED_TURNS;
        }
    }

    private void name(Event event, boolean isCertain, long nanos) {
        long now = clock.nanos();
        if (now - lastNamed >= PAUSE) {
            lastNamed = now;
            log.warn(
                    "{}: handlers of event \"{}\"{} held the event loop for {} ms; do not use Dispatch.inline() for"
                            + " handlers that block",
                    event.socket().id(),
                    excerpt(event.name()),
                    isCertain ? "" : ", or of one just before,",
                    nanos / 1_000_000);
        }
    }

    /** What peers send is cut and made harmless before it reaches a log. */
    private static String excerpt(String text) {
        return text.codePoints()
                .limit(64)
                .collect(
                        StringBuilder::new,
                        (out, c) -> out.appendCodePoint(Character.isISOControl(c) ? '?' : c),
                        StringBuilder::append)
                .toString();
    }
}
