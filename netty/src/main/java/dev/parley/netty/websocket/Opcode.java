package dev.parley.netty.websocket;

/** The numbers of RFC 6455, section 5.2. */
final class Opcode {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** First bit of a frame: it ends its message. */
    static final int FIN = 0x80;

    /** Second bit of a frame: its message is compressed. */
    static final int RSV1 = 0x40;

    /** Third and fourth bit: no extension that is spoken here uses them. */
    static final int RSV2_AND_3 = 0x30;

    /** First bit of the second byte: a mask follows. */
    static final int MASKED = 0x80;

    private Opcode() {}

    static boolean isControl(int opcode) {
        return (opcode & 8) != 0;
    }
}
