package dev.parley.parser.msgpack;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.Utf8;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Reads MessagePack step by step. Every length that a peer claims is compared with the bytes that are there, before
 * anything is done with it. One call, one object.
 */
final class MsgpackInput {
    /** What the next value is. */
    enum Kind {
        NIL,
        FALSE,
        TRUE,
        INTEGER,
        /** A whole number from 2^63 on: {@link #integer} as an unsigned one. */
        WIDE_INTEGER,
        DECIMAL,
        STRING,
        BINARY,
        ARRAY,
        MAP,
        /** JavaScript's {@code undefined}. */
        UNDEFINED,
        TIME
    }

    private static final int TYPE_OF_JAVASCRIPT = 0;
    private static final int TYPE_OF_TIME = -1;
    private static final int NANOS_BITS = 34;

    final byte[] bytes;
    private final int end;

    /** The next byte to read. */
    int at;

    /** The value of what was read last, by its kind. */
    long integer;

    double decimal;
    Instant time = Instant.EPOCH;

    /** Where the bytes of the string or binary value that was read last begin and end. */
    int from;

    int to;

    /** The elements of the array, or entries of the map, that was begun last. */
    int size;

    MsgpackInput(Payload message) {
        this.bytes = message.array();
        this.at = message.offset();
        this.end = message.offset() + message.sizeBytes();
    }

    boolean isAtEnd() {
        return at == end;
    }

    BinaryPayload binary() {
        return BinaryPayload.of(bytes, from, to - from);
    }

    /** Reads one value that is no container, or the begin of one. */
    Kind read() {
        int mark = (int) unsigned(1);
        if (mark < 0x80 || mark >= 0xe0) {
            return integer((byte) mark);
        }
        if (mark < 0x90) {
            return map(mark & 0x0f);
        }
        if (mark < 0xa0) {
            return array(mark & 0x0f);
        }
        if (mark < 0xc0) {
            return string(mark & 0x1f);
        }
        return switch (mark) {
            case 0xc0 -> Kind.NIL;
            case 0xc2 -> Kind.FALSE;
            case 0xc3 -> Kind.TRUE;
            case 0xc4 -> binary(unsigned(1));
            case 0xc5 -> binary(unsigned(2));
            case 0xc6 -> binary(unsigned(4));
            case 0xc7 -> extension(unsigned(1));
            case 0xc8 -> extension(unsigned(2));
            case 0xc9 -> extension(unsigned(4));
            case 0xca -> decimal(Float.intBitsToFloat((int) unsigned(4)));
            case 0xcb -> decimal(Double.longBitsToDouble(unsigned(8)));
            case 0xcc -> integer(unsigned(1));
            case 0xcd -> integer(unsigned(2));
            case 0xce -> integer(unsigned(4));
            case 0xcf -> integer(unsigned(8)) == Kind.INTEGER && integer < 0 ? Kind.WIDE_INTEGER : Kind.INTEGER;
            case 0xd0 -> integer(signed(1));
            case 0xd1 -> integer(signed(2));
            case 0xd2 -> integer(signed(4));
            case 0xd3 -> integer(unsigned(8));
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> fixedExtension(1 << (mark - 0xd4));
            case 0xd9 -> string(unsigned(1));
            case 0xda -> string(unsigned(2));
            case 0xdb -> string(unsigned(4));
            case 0xdc -> array(unsigned(2));
            case 0xdd -> array(unsigned(4));
            case 0xde -> map(unsigned(2));
            case 0xdf -> map(unsigned(4));
            default -> throw new ProtocolViolation("unknown mark in MessagePack");
        };
    }

    /** Passes over one value and all that is in it. */
    void skip() {
        for (long left = 1; left > 0; left--) {
            Kind kind = read();
            if (kind == Kind.ARRAY) {
                left += size;
            } else if (kind == Kind.MAP) {
                left += 2L * size;
            }
        }
    }

    private Kind integer(long value) {
        integer = value;
        return Kind.INTEGER;
    }

    private Kind decimal(double value) {
        decimal = value;
        return Kind.DECIMAL;
    }

    private Kind string(long length) {
        take(length);
        if (!Utf8.isValid(bytes, from, to)) {
            throw new ProtocolViolation("invalid UTF-8");
        }
        return Kind.STRING;
    }

    private Kind binary(long length) {
        take(length);
        return Kind.BINARY;
    }

    private Kind array(long claimed) {
        size = sizeOf(claimed, 1);
        return Kind.ARRAY;
    }

    private Kind map(long claimed) {
        size = sizeOf(claimed, 2);
        return Kind.MAP;
    }

    /** Each element takes a byte at least. */
    private int sizeOf(long claimed, int bytesEach) {
        if (claimed > (end - at) / bytesEach) {
            throw cut();
        }
        return (int) claimed;
    }

    /** Of the widths that JavaScript peers give a meaning of their own: one byte undefined, eight bytes milliseconds. */
    private Kind fixedExtension(int width) {
        if (at < end && bytes[at] == TYPE_OF_JAVASCRIPT && (width == 1 || width == 8)) {
            at++;
            long value = unsigned(width);
            if (width == 1) {
                return Kind.UNDEFINED;
            }
            return time(Math.floorDiv(value, 1000L), Math.floorMod(value, 1000) * 1_000_000L);
        }
        return extension(width);
    }

    private Kind extension(long length) {
        int type = (byte) unsigned(1);
        if (type == TYPE_OF_JAVASCRIPT) {
            return binary(length); // an ArrayBuffer
        }
        if (type != TYPE_OF_TIME) {
            throw new ProtocolViolation("unknown extension of MessagePack");
        }
        if (length == 4) {
            return time(unsigned(4), 0);
        }
        if (length == 8) {
            long packed = unsigned(8);
            return time(packed & ((1L << NANOS_BITS) - 1), packed >>> NANOS_BITS);
        }
        if (length == 12) {
            long nanos = unsigned(4);
            return time(unsigned(8), nanos);
        }
        throw new ProtocolViolation("malformed time in MessagePack");
    }

    private Kind time(long seconds, long nanos) {
        try {
            if (nanos > 999_999_999) {
                throw new ProtocolViolation("malformed time in MessagePack");
            }
            time = Instant.ofEpochSecond(seconds, nanos);
            return Kind.TIME;
        } catch (DateTimeException | ArithmeticException beyond) {
            throw new ProtocolViolation("malformed time in MessagePack");
        }
    }

    private void take(long length) {
        if (length > end - at) {
            throw cut();
        }
        from = at;
        at += (int) length;
        to = at;
    }

    private long signed(int width) {
        int unused = Long.SIZE - width * Byte.SIZE;
        return unsigned(width) << unused >> unused;
    }

    private long unsigned(int width) {
        if (end - at < width) {
            throw cut();
        }
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = (value << Byte.SIZE) | (bytes[at++] & 0xff);
        }
        return value;
    }

    private static ProtocolViolation cut() {
        return new ProtocolViolation("MessagePack ends too early");
    }
}
