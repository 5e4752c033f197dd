package dev.parley.legacy.v06;

import dev.parley.legacy.text.ScriptText;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.FrameType;
import dev.parley.protocol.frame.Frames;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.util.function.Consumer;

/**
 * Frames of clients 0.6: heartbeats and messages. There is no frame that opens, ends or does nothing; such frames are
 * written as nothing at all. Belongs to the strand of its session, of which it knows the heartbeats.
 */
final class FirstFraming implements Framing {
    static final String HEARTBEAT = "~h~";

    private final Form form;
    private final Heartbeats heartbeats;

    FirstFraming(Form form, Heartbeats heartbeats) {
        this.form = form;
        this.heartbeats = heartbeats;
    }

    /** How messages are wrapped for a transport. */
    enum Form {
        /** As they are: websockets and bodies. */
        PLAIN,
        /** As a script in the endless page of {@code htmlfile}. */
        SCRIPT,
        /** As a part of the endless answer of {@code xhr-multipart}. */
        PART;

        Payload wrap(Payload payload) {
            return switch (this) {
                case PLAIN -> payload;
                case SCRIPT ->
                    ScriptText.call("<script>parent.s._(", payload, ", document);</script>", ScriptText.Place.PAGE);
                case PART -> TextPayload.of("Content-Type: text/plain\n\n" + payload + "\n--socketio\n");
            };
        }
    }

    @Override
    public Object form() {
        return form;
    }

    @Override
    public Payload encode(Frame frame) {
        return switch (frame.type()) {
            case OPEN, MESSAGE -> form.wrap(MessageFrames.write(frame.data()));
            case PING, PONG -> form.wrap(MessageFrames.write(TextPayload.of(HEARTBEAT + frame.data())));
            case CLOSE, NOOP, UPGRADE -> form == Form.PART ? TextPayload.EMPTY : form.wrap(TextPayload.EMPTY);
        };
    }

    /** The first of several. */
    @Override
    public Frame decode(Payload message) {
        Frame first = frames(message).next();
        return first == null ? Frame.NOOP : first;
    }

    @Override
    public void decode(Payload message, Consumer<Frame> sink) {
        frames(message).forEach(sink);
    }

    private Frames frames(Payload message) {
        return message instanceof TextPayload text
                ? frames(text.array(), text.offset(), text.offset() + text.sizeBytes())
                : Frames.NONE;
    }

    /** The frames in a slice of valid UTF-8. */
    Frames frames(byte[] utf8, int from, int end) {
        return new FirstFrames(utf8, from, end, heartbeats);
    }

    /** A heartbeat of this number. */
    static Frame heartbeat(long number) {
        return new Frame(FrameType.PING, TextPayload.of(Long.toString(number)));
    }
}
