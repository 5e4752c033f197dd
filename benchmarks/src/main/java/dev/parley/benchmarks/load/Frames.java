package dev.parley.benchmarks.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** WebSocket frames as a client writes them. Stateless; any thread. */
final class Frames {
    /** The bit of a frame whose message is compressed. */
    static final int DEFLATED = 0x40;

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** One key for all frames: servers have to unmask all the same. */
    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private Frames() {}

    /** A whole masked frame. */
    static byte[] masked(int opcode, byte[] payload) {
        int head = headLength(payload.length);
        byte[] frame = new byte[head + payload.length];
        frame[0] = (byte) (0x80 | opcode);
        if (payload.length < 126) {
            frame[1] = (byte) (0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame[1] = (byte) (0x80 | 126);
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        } else {
            frame[1] = (byte) (0x80 | 127);
            for (int i = 0; i < 4; i++) {
                frame[6 + i] = (byte) (payload.length >> (24 - 8 * i));
            }
        }
        System.arraycopy(MASK, 0, frame, head - 4, 4);
        for (int i = 0; i < payload.length; i++) {
            frame[head + i] = (byte) (payload[i] ^ MASK[i & 3]);
        }
        return frame;
    }

    static byte[] text(String payload) {
        return masked(TEXT, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** Where the payload of a masked frame begins. */
    static int headLength(int payloadLength) {
        return payloadLength < 126 ? 6 : payloadLength < 65_536 ? 8 : 14;
    }

    /** What the byte at {@code index} of a payload becomes. */
    static byte mask(byte plain, int index) {
        return (byte) (plain ^ MASK[index & 3]);
    }

    /** The length of the unmasked frame that begins at {@code at} without its payload, or -1 if too little of it is there. */
    static int serverHeadLength(ByteBuf in, int at, int end) {
        if (end - at < 2) {
            return -1;
        }
        int length = in.getByte(at + 1) & 0x7f;
        int head = length < 126 ? 2 : length == 126 ? 4 : 10;
        return end - at < head ? -1 : head;
    }

    /** The length of the payload of the unmasked frame that begins at {@code at}. */
    static int serverPayloadLength(ByteBuf in, int at) {
        int length = in.getByte(at + 1) & 0x7f;
        return switch (length) {
            case 126 -> in.getUnsignedShort(at + 2);
            case 127 -> Math.toIntExact(in.getLong(at + 2));
            default -> length;
        };
    }
}
