package dev.parley.protocol.frame;

import dev.parley.protocol.payload.TextPayload;

/** Text frames as Engine.IO 3 and 4 write them: one digit for the type, then the data. Stateless; any thread. */
public final class FrameDigits {
    private static final FrameType[] TYPES = {
        FrameType.OPEN,
        FrameType.CLOSE,
        FrameType.PING,
        FrameType.PONG,
        FrameType.MESSAGE,
        FrameType.UPGRADE,
        FrameType.NOOP
    };

    /** Frames without data; heartbeats allocate nothing here. */
    private static final TextPayload[] BARE = new TextPayload[TYPES.length];

    private static final Frame[] BARE_FRAMES = new Frame[TYPES.length];

    static {
        for (FrameType type : TYPES) {
            int index = index(type);
            BARE[index] = TextPayload.of(String.valueOf(digit(type)));
            BARE_FRAMES[index] = new Frame(type, TextPayload.EMPTY);
        }
    }

    private FrameDigits() {}

    /** The digit of a type. */
    public static char digit(FrameType type) {
        return switch (type) {
            case OPEN -> '0';
            case CLOSE -> '1';
            case PING -> '2';
            case PONG -> '3';
            case MESSAGE -> '4';
            case UPGRADE -> '5';
            case NOOP -> '6';
        };
    }

    private static int index(FrameType type) {
        return digit(type) - '0';
    }

    /**
     * The frame that a text is.
     *
     * @throws ProtocolViolation if it is empty or begins with no digit of a type
     */
    public static Frame decode(TextPayload text) {
        if (text.sizeBytes() == 0) {
            throw new ProtocolViolation("empty frame");
        }
        int index = text.firstByte() - '0';
        if (index < 0 || index >= TYPES.length) {
            throw new ProtocolViolation("unknown frame type");
        }
        return text.sizeBytes() == 1 ? BARE_FRAMES[index] : new Frame(TYPES[index], text.from(1));
    }

    /** The text of a frame whose data are text. */
    public static TextPayload encode(FrameType type, TextPayload data) {
        return data.sizeBytes() == 0 ? BARE[index(type)] : data.precededBy(digit(type));
    }
}
