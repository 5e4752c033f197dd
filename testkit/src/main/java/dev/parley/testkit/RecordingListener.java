package dev.parley.testkit;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineListener;
import dev.parley.engine.Session;
import dev.parley.engine.SessionListener;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Remembers what an engine tells. */
public final class RecordingListener implements EngineListener {
    private final List<Recorded> sessions = new ArrayList<>();
    private final List<ConnectionError> errors = new ArrayList<>();

    /** Nothing yet. */
    public RecordingListener() {}

    @Override
    public SessionListener onOpen(Session session) {
        Recorded recorded = new Recorded(session);
        sessions.add(recorded);
        return recorded;
    }

    @Override
    public void onConnectionError(ConnectionError error) {
        errors.add(error);
    }

    /** The sessions, in the order in which they opened. */
    public List<Recorded> sessions() {
        return sessions;
    }

    /** The session that opened last. */
    public Recorded last() {
        return sessions.get(sessions.size() - 1);
    }

    /** The refused requests. */
    public List<ConnectionError> errors() {
        return errors;
    }

    /** What one session told. */
    public static final class Recorded implements SessionListener {
        private final Session session;
        private final List<String> messages = new ArrayList<>();
        private final List<String> upgrades = new ArrayList<>();
        private int heartbeats;
        private @Nullable CloseReason reason;
        private @Nullable String detail;

        Recorded(Session session) {
            this.session = session;
        }

        @Override
        public void onMessage(Payload message) {
            requireStrand();
            messages.add(message instanceof TextPayload text ? text.string() : Arrays.toString(message.toByteArray()));
        }

        @Override
        public void onUpgrade(String transport) {
            requireStrand();
            upgrades.add(transport);
        }

        @Override
        public void onHeartbeat() {
            requireStrand();
            heartbeats++;
        }

        @Override
        public void onClose(CloseReason why, String words) {
            requireStrand();
            if (reason != null) {
                throw new AssertionError("closed twice");
            }
            reason = why;
            detail = words;
        }

        private void requireStrand() {
            if (!session.strand().isCurrent()) {
                throw new AssertionError("called off the strand");
            }
            if (reason != null) {
                throw new AssertionError("called after the end");
            }
        }

        /** The session. */
        public Session session() {
            return session;
        }

        /** Sends a text message. */
        public boolean send(String text) {
            return session.send(Frame.message(TextPayload.of(text)));
        }

        /** The messages that came: text as it is, binary as {@code [1, 2, 3]}. */
        public List<String> messages() {
            return messages;
        }

        /** The transports to which it moved. */
        public List<String> upgrades() {
            return upgrades;
        }

        /** How many heartbeats came. */
        public int heartbeats() {
            return heartbeats;
        }

        /** Why it closed, or null if it did not. */
        public @Nullable CloseReason closeReason() {
            return reason;
        }

        /** The words about why it closed. */
        public String closeDetail() {
            return Objects.requireNonNull(detail, "not closed");
        }
    }
}
