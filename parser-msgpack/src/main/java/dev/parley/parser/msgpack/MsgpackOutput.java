package dev.parley.parser.msgpack;

import dev.parley.protocol.payload.BinaryPayload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array into which MessagePack is written, each value in its shortest form. One call, one object. */
final class MsgpackOutput {
    private static final int MAX_HEADER = 9;

    private byte[] bytes;
    private int at;

    MsgpackOutput(int capacity) {
        this.bytes = new byte[capacity];
    }

    BinaryPayload payload() {
        return BinaryPayload.of(bytes, 0, at);
    }

    void nil() {
        one(0xc0);
    }

    void bool(boolean value) {
        one(value ? 0xc3 : 0xc2);
    }

    void integer(long value) {
        if (value >= -32 && value < 0x80) {
            one((int) value);
        } else if (value >= 0) {
            unsigned(value);
        } else if (value >= Byte.MIN_VALUE) {
            header(0xd0, value, 1);
        } else if (value >= Short.MIN_VALUE) {
            header(0xd1, value, 2);
        } else if (value >= Integer.MIN_VALUE) {
            header(0xd2, value, 4);
        } else {
            header(0xd3, value, 8);
        }
    }

    private void unsigned(long value) {
        if (value <= 0xff) {
            header(0xcc, value, 1);
        } else if (value <= 0xffff) {
            header(0xcd, value, 2);
        } else if (value <= 0xffff_ffffL) {
            header(0xce, value, 4);
        } else {
            header(0xcf, value, 8);
        }
    }

    void decimal(double value) {
        header(0xcb, Double.doubleToRawLongBits(value), 8);
    }

    void string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        string(utf8, 0, utf8.length);
    }

    void string(byte[] utf8, int from, int to) {
        int length = to - from;
        if (length < 32) {
            one(0xa0 | length);
        } else if (length <= 0xff) {
            header(0xd9, length, 1);
        } else if (length <= 0xffff) {
            header(0xda, length, 2);
        } else {
            header(0xdb, length, 4);
        }
        raw(utf8, from, to);
    }

    void binary(BinaryPayload data) {
        int length = data.sizeBytes();
        if (length <= 0xff) {
            header(0xc4, length, 1);
        } else if (length <= 0xffff) {
            header(0xc5, length, 2);
        } else {
            header(0xc6, length, 4);
        }
        raw(data.array(), data.offset(), data.offset() + length);
    }

    void array(int size) {
        if (size < 16) {
            one(0x90 | size);
        } else if (size <= 0xffff) {
            header(0xdc, size, 2);
        } else {
            header(0xdd, size, 4);
        }
    }

    void map(int size) {
        if (size < 16) {
            one(0x80 | size);
        } else if (size <= 0xffff) {
            header(0xde, size, 2);
        } else {
            header(0xdf, size, 4);
        }
    }

    private void one(int value) {
        require(1);
        bytes[at++] = (byte) value;
    }

    private void header(int mark, long value, int width) {
        require(MAX_HEADER);
        bytes[at++] = (byte) mark;
        for (int shift = (width - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[at++] = (byte) (value >>> shift);
        }
    }

    private void raw(byte[] source, int from, int to) {
        require(to - from);
        System.arraycopy(source, from, bytes, at, to - from);
        at += to - from;
    }

    private void require(int more) {
        if (bytes.length - at < more) {
            int needed = Math.addExact(at, more);
            long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8L);
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
        }
    }
}
