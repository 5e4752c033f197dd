package dev.parley.protocol.parser;

import dev.parley.protocol.frame.ProtocolViolation;

/** The types of packets and their digits. */
enum PacketType {
    CONNECT('0'),
    DISCONNECT('1'),
    EVENT('2'),
    ACK('3'),
    CONNECT_ERROR('4'),
    BINARY_EVENT('5'),
    BINARY_ACK('6');

    private static final PacketType[] BY_DIGIT = values();

    private final char digit;

    PacketType(char digit) {
        this.digit = digit;
    }

    static PacketType of(byte digit) {
        int index = digit - '0';
        if (index < 0 || index >= BY_DIGIT.length) {
            throw new ProtocolViolation("unknown packet type");
        }
        return BY_DIGIT[index];
    }

    char digit() {
        return digit;
    }

    boolean isBinary() {
        return this == BINARY_EVENT || this == BINARY_ACK;
    }

    boolean mayHaveAckId() {
        return this == EVENT || this == ACK || isBinary();
    }
}
