package dev.parley.parser.msgpack;

import dev.parley.protocol.frame.ProtocolViolation;

/** The types of packets and their numbers; binary ones are no types of their own here. */
enum MsgpackType {
    CONNECT(0),
    DISCONNECT(1),
    EVENT(2),
    ACK(3),
    CONNECT_ERROR(4);

    private static final MsgpackType[] BY_NUMBER = values();

    private final int number;

    MsgpackType(int number) {
        this.number = number;
    }

    static MsgpackType of(long number) {
        if (number < 0 || number >= BY_NUMBER.length) {
            throw new ProtocolViolation("unknown packet type");
        }
        return BY_NUMBER[(int) number];
    }

    int number() {
        return number;
    }
}
