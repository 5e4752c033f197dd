package dev.parley.netty.websocket;

import dev.parley.netty.loop.RawDeflate;
import dev.parley.protocol.payload.Payload;
import io.netty.buffer.ByteBuf;

/**
 * Frames of a client, however the network cut them. Keeps no buffer: what arrives of a message is unmasked into the array
 * that becomes its payload, and of a header only numbers are remembered. Every limit is checked when it is announced.
 *
 * <p>Own code instead of Netty's decoder, validator and aggregator, which make three to five objects and two more copies
 * of each message; tests compare the two.
 *
 * <p><b>Protocol:</b> RFC 6455, sections 5 and 7.1. <b>Threads:</b> the loop.
 */
final class FrameReader {
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int LONGEST_CONTROL = 125;

    /** Two bytes, a length of two, a mask. */
    private static final int COMMON_HEADER = 8;

    /** What comes next. */
    private enum Expect {
        FIRST_BYTE,
        SECOND_BYTE,
        LENGTH,
        MASK,
        DATA,
        NOTHING
    }

    private static final byte[] NOTHING = new byte[0];

    private final MessageAssembly message;

    private FrameSink sink;
    private boolean compression;

    private Expect expect = Expect.FIRST_BYTE;
    private int opcode;
    private boolean fin;

    /** Bytes of the length or the mask that are still missing. */
    private int missing;

    /** The length as announced, then how much of the data is still missing. */
    private long length;

    private int lengthForm;
    private int mask;

    private byte[] control = NOTHING;
    private int controlFilled;

    /** A reader that serves one connection first. */
    FrameReader(FrameSink sink, FrameRules rules, RawDeflate deflate) {
        this.sink = sink;
        this.message = new MessageAssembly(rules, deflate);
        this.compression = rules.compresses();
    }

    /** From now on reads for another connection. Only {@linkplain #isAtRest at rest}. */
    void serve(FrameSink other, FrameRules rules) {
        sink = other;
        compression = rules.compresses();
        message.serve(rules);
    }

    /** Keeps nothing of the connection that it served. */
    void forget() {
        sink = Nobody.INSTANCE;
        control = NOTHING;
    }

    /** Whether it is between two messages, so that it need not remember anything. */
    boolean isAtRest() {
        return expect == Expect.FIRST_BYTE && !message.isOpen();
    }

    /** Reads all of {@code in}; after a close frame or a violation the rest is skipped. */
    void read(ByteBuf in) throws FrameViolation {
        try {
            while (in.isReadable() && expect != Expect.NOTHING) {
                step(in);
            }
        } catch (FrameViolation violation) {
            expect = Expect.NOTHING;
            throw violation;
        } finally {
            if (expect == Expect.NOTHING) {
                in.skipBytes(in.readableBytes());
            }
        }
    }

    private void step(ByteBuf in) throws FrameViolation {
        switch (expect) {
            case FIRST_BYTE -> {
                if (in.readableBytes() >= COMMON_HEADER) {
                    header(in);
                } else {
                    first(in.readUnsignedByte());
                }
            }
            case SECOND_BYTE -> second(in.readUnsignedByte());
            case LENGTH -> {
                length = length << 8 | in.readUnsignedByte();
                if (--missing == 0) {
                    lengthKnown();
                }
            }
            case MASK -> readMask(in);
            case DATA -> readData(in);
            case NOTHING -> throw new IllegalStateException("read after the end");
        }
    }

    /** A header that has come as a whole, as nearly all do: fewer steps than byte by byte. */
    private void header(ByteBuf in) throws FrameViolation {
        int bits = in.readUnsignedShort();
        first(bits >>> 8);
        second(bits & 0xff);
        if (lengthForm == LENGTH_16) {
            length = in.readUnsignedShort();
            lengthKnown();
        }
        if (expect == Expect.MASK) {
            readMask(in);
        }
    }

    private void first(int bits) throws FrameViolation {
        opcode = bits & 0x0f;
        fin = (bits & Opcode.FIN) != 0;
        boolean compressed = (bits & Opcode.RSV1) != 0;
        if ((bits & Opcode.RSV2_AND_3) != 0 || (compressed && !(compression && isFirstOfMessage()))) {
            throw FrameViolation.protocol("reserved bit set");
        }
        switch (opcode) {
            case Opcode.CONTINUATION -> message.proceed();
            case Opcode.TEXT, Opcode.BINARY -> message.begin(opcode == Opcode.TEXT, compressed);
            case Opcode.CLOSE, Opcode.PING, Opcode.PONG -> {
                if (!fin) {
                    throw FrameViolation.protocol("fragmented control frame");
                }
            }
            default -> throw FrameViolation.protocol("unknown opcode");
        }
        expect = Expect.SECOND_BYTE;
    }

    private boolean isFirstOfMessage() {
        return opcode == Opcode.TEXT || opcode == Opcode.BINARY;
    }

    private void second(int bits) throws FrameViolation {
        if ((bits & Opcode.MASKED) == 0) {
            throw FrameViolation.protocol("unmasked frame");
        }
        lengthForm = bits & 0x7f;
        length = lengthForm;
        if (Opcode.isControl(opcode) && length > LONGEST_CONTROL) {
            throw FrameViolation.protocol("control frame too long");
        }
        if (lengthForm < LENGTH_16) {
            lengthKnown();
        } else {
            length = 0;
            missing = lengthForm == LENGTH_16 ? 2 : 8;
            expect = Expect.LENGTH;
        }
    }

    private void lengthKnown() throws FrameViolation {
        if (length < 0
                || (lengthForm == LENGTH_16 && length < LENGTH_16)
                || (lengthForm == LENGTH_64 && length <= 0xffff)) {
            throw FrameViolation.protocol("length not in its shortest form");
        }
        if (!Opcode.isControl(opcode)) {
            message.announce(length);
        }
        missing = 4;
        expect = Expect.MASK;
    }

    private void readMask(ByteBuf in) throws FrameViolation {
        if (missing == 4 && in.readableBytes() >= 4) {
            mask = in.readInt();
            missing = 0;
        } else {
            mask = mask << 8 | in.readUnsignedByte();
            missing--;
        }
        if (missing == 0) {
            expect = Expect.DATA;
            if (Opcode.isControl(opcode)) {
                control = new byte[(int) length];
                controlFilled = 0;
            }
            if (length == 0) {
                frameComplete();
            }
        }
    }

    private void readData(ByteBuf in) throws FrameViolation {
        int bytes = (int) Math.min(in.readableBytes(), length);
        if (Opcode.isControl(opcode)) {
            in.readBytes(control, controlFilled, bytes);
            mask = Masking.remove(mask, control, controlFilled, bytes);
            controlFilled += bytes;
        } else {
            mask = message.take(in, bytes, (int) length, mask);
        }
        length -= bytes;
        if (length == 0) {
            frameComplete();
        }
    }

    private void frameComplete() throws FrameViolation {
        expect = Expect.FIRST_BYTE;
        switch (opcode) {
            case Opcode.CLOSE -> {
                expect = Expect.NOTHING;
                sink.close(CloseStatus.codeOf(control));
            }
            case Opcode.PING -> sink.ping(control);
            case Opcode.PONG -> {} // that the peer lives is known from its heartbeats
            default -> {
                if (fin) {
                    sink.message(message.finish());
                }
            }
        }
    }

    /** Stands in while no connection is served. */
    private enum Nobody implements FrameSink {
        INSTANCE;

        @Override
        public void message(Payload payload) {
            throw new IllegalStateException("read for nobody");
        }

        @Override
        public void ping(byte[] data) {
            throw new IllegalStateException("read for nobody");
        }

        @Override
        public void close(int code) {
            throw new IllegalStateException("read for nobody");
        }
    }
}
