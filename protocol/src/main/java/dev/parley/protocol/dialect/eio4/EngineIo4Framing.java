package dev.parley.protocol.dialect.eio4;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.FrameDigits;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.payload.Base64Text;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;

/** Frames of Engine.IO 4: a type digit and text; binary messages as they are, or {@code b} and base64. Stateless; any thread. */
enum EngineIo4Framing implements Framing {
    /** Binary messages as binary messages of the transport. */
    RAW,
    /** Binary messages as text: for bodies, and for clients that ask for it ({@code b64=1}). */
    BASE64;

    @Override
    public Frame decode(Payload message) {
        return message instanceof TextPayload text ? decode(text) : Frame.message(message);
    }

    static Frame decode(TextPayload text) {
        if (text.firstByte() != 'b') {
            return FrameDigits.decode(text);
        }
        int from = text.offset() + 1;
        BinaryPayload data = Base64Text.decode(text.array(), from, text.offset() + text.sizeBytes());
        if (data == null) {
            throw new ProtocolViolation("malformed base64");
        }
        return Frame.message(data);
    }

    @Override
    public Payload encode(Frame frame) {
        if (frame.data() instanceof TextPayload text) {
            return FrameDigits.encode(frame.type(), text);
        }
        return this == RAW ? frame.data() : Base64Text.encode("b", (BinaryPayload) frame.data());
    }
}
