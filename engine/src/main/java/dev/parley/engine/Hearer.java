package dev.parley.engine;

import dev.parley.protocol.frame.Outgoing;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.payload.Payload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listener of one session, out of which no exception escapes. The session's strand. */
final class Hearer {
    private static final Logger LOG = LoggerFactory.getLogger(Hearer.class);

    private final EngineSession session;
    private SessionListener listener = Nobody.INSTANCE;

    Hearer(EngineSession session) {
        this.session = session;
    }

    /** Introduces the session; returns whether the application took it. */
    boolean introduceTo(EngineListener application) {
        try {
            listener = application.onOpen(session);
            return true;
        } catch (RuntimeException failure) {
            LOG.error("{}: the listener failed to take the session, which closes", session.id(), failure);
            return false;
        }
    }

    /** Delivers a message; returns whether the session may go on. */
    boolean message(Payload message) {
        try {
            listener.onMessage(message);
            return true;
        } catch (ProtocolViolation violation) {
            LOG.debug("{}: {}", session.id(), violation.getMessage());
        } catch (RuntimeException | StackOverflowError failure) {
            LOG.error("{}: a message could not be handled, the session closes", session.id(), failure);
        }
        return false;
    }

    void heartbeat() {
        guarded("a heartbeat", listener::onHeartbeat);
    }

    void upgraded(String transport) {
        guarded("the upgrade", () -> listener.onUpgrade(transport));
    }

    /** The client came by another transport, and said nothing on the one before; returns what it hears first. */
    @Nullable Outgoing moved(String transport) {
        try {
            return listener.onMove(transport);
        } catch (RuntimeException failure) {
            LOG.error("{}: the listener failed on another transport", session.id(), failure);
            return null;
        }
    }

    void closed(CloseReason reason, String detail) {
        guarded("the end", () -> listener.onClose(reason, detail));
    }

    private void guarded(String occasion, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException failure) {
            LOG.error("{}: the listener failed on {}", session.id(), occasion, failure);
        }
    }

    /** Stands in until the real one is known, and if it never is. */
    private enum Nobody implements SessionListener {
        INSTANCE;

        @Override
        public void onMessage(Payload message) {
            // nobody is there to hear it
        }

        @Override
        public void onClose(CloseReason reason, String detail) {
            // nobody is there to hear it
        }
    }
}
