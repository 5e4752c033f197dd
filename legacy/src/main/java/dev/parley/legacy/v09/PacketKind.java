package dev.parley.legacy.v09;

import org.jspecify.annotations.Nullable;

/** What a packet is. */
enum PacketKind {
    DISCONNECT('0'),
    CONNECT('1'),
    HEARTBEAT('2'),
    MESSAGE('3'),
    JSON('4'),
    EVENT('5'),
    ACK('6'),
    ERROR('7'),
    NOOP('8');

    private final char digit;

    PacketKind(char digit) {
        this.digit = digit;
    }

    char digit() {
        return digit;
    }

    /** The kind of a digit, or null. */
    static @Nullable PacketKind of(byte digit) {
        return switch (digit) {
            case '0' -> DISCONNECT;
            case '1' -> CONNECT;
            case '2' -> HEARTBEAT;
            case '3' -> MESSAGE;
            case '4' -> JSON;
            case '5' -> EVENT;
            case '6' -> ACK;
            case '7' -> ERROR;
            case '8' -> NOOP;
            default -> null;
        };
    }
}
