package dev.parley.protocol.frame;

import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;

/**
 * One frame. Only messages may be binary.
 *
 * @param type what it is
 * @param data what it carries, without the mark of the type; empty text for most control frames
 */
public record Frame(FrameType type, Payload data) implements Outgoing {
    /** A close frame. */
    public static final Frame CLOSE = of(FrameType.CLOSE);

    /** A ping without data: a heartbeat. */
    public static final Frame PING = of(FrameType.PING);

    /** A pong without data: the answer to a heartbeat. */
    public static final Frame PONG = of(FrameType.PONG);

    /** The answer to the ping of a probe. */
    public static final Frame PROBE_PONG = new Frame(FrameType.PONG, TextPayload.of("probe"));

    /** A noop frame. */
    public static final Frame NOOP = of(FrameType.NOOP);

    private static Frame of(FrameType type) {
        return new Frame(type, TextPayload.EMPTY);
    }

    /** A message frame around {@code data}. */
    public static Frame message(Payload data) {
        return new Frame(FrameType.MESSAGE, data);
    }

    /** Whether this ping or pong belongs to an upgrade. */
    public boolean isProbe() {
        return data instanceof TextPayload text
                && text.sizeBytes() == 5
                && text.string().equals("probe");
    }

    @Override
    public WireMessage[] wire(Framing framing) {
        return new WireMessage[] {new WireMessage(framing.encode(this), false)};
    }

    @Override
    public int sizeBytes() {
        return data.sizeBytes() + 1;
    }
}
