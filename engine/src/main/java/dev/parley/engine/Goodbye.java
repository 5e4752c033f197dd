package dev.parley.engine;

import dev.parley.engine.time.Strand;
import dev.parley.engine.transport.Transport;
import dev.parley.engine.transport.Transport.Farewell;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The last words of a session that closes: said once everything queued has left, and not waited for longer than
 * {@link #PATIENCE}. The session's strand.
 */
final class Goodbye {
    /** How long a client may take to read what is queued, and to come for the good-bye: a polling client must poll for it. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Strand strand;
    private final Runnable giveUp;
    private Strand.@Nullable Timer timer;
    private boolean said;

    /** A good-bye that is not due yet; {@code giveUp} runs if it takes too long. */
    Goodbye(Strand strand, Runnable giveUp) {
        this.strand = strand;
        this.giveUp = giveUp;
    }

    /**
     * Goes on with it.
     *
     * @param mayLeave whether nothing is queued any more
     * @return whether the session is over
     */
    boolean proceed(Transport transport, boolean mayLeave, CloseReason reason) {
        if (mayLeave && !said) {
            said = true;
            if (transport.close(words(reason))) {
                return true;
            }
        }
        if (timer == null) {
            timer = strand.schedule(PATIENCE, giveUp);
        }
        return false;
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private static Farewell words(CloseReason reason) {
        return switch (reason) {
            case SERVER_SHUTTING_DOWN -> Farewell.GOING_AWAY;
            case PARSE_ERROR -> Farewell.PROTOCOL_ERROR;
            case TRANSPORT_ERROR, TRANSPORT_CLOSE, FORCED_CLOSE, PING_TIMEOUT, SLOW_CONSUMER -> Farewell.NORMAL;
        };
    }
}
