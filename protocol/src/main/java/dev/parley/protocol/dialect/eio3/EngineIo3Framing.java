package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.FrameDigits;
import dev.parley.protocol.frame.FrameType;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.payload.Base64Text;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;

/**
 * Frames of Engine.IO 3: a type digit and text; binary messages with the type as a byte in front, or {@code b}, the type
 * digit and base64. Stateless; any thread.
 */
enum EngineIo3Framing implements Framing {
    /** Text as UTF-8, binary messages as bytes. */
    RAW(false, false),
    /** Text as UTF-8, binary messages as base64. */
    BASE64(false, true),
    /** Text in ASCII, which all clients read alike; binary messages as bytes. */
    ASCII(true, false),
    /** Text in ASCII, binary messages as base64. */
    ASCII_BASE64(true, true);

    private static final byte MESSAGE = 4;

    private final boolean ascii;
    private final boolean base64;

    EngineIo3Framing(boolean ascii, boolean base64) {
        this.ascii = ascii;
        this.base64 = base64;
    }

    static EngineIo3Framing of(boolean ascii, boolean base64) {
        if (ascii) {
            return base64 ? ASCII_BASE64 : ASCII;
        }
        return base64 ? BASE64 : RAW;
    }

    @Override
    public Frame decode(Payload message) {
        return message instanceof TextPayload text ? decode(text) : decode((BinaryPayload) message);
    }

    static Frame decode(TextPayload text) {
        return text.firstByte() == 'b' ? decodeBase64(text) : FrameDigits.decode(text);
    }

    private static Frame decodeBase64(TextPayload text) {
        int from = text.offset() + 2;
        int to = text.offset() + text.sizeBytes();
        if (from > to || FrameDigits.decode(text.from(1)).type() != FrameType.MESSAGE) {
            throw new ProtocolViolation("binary data in a frame that is no message");
        }
        BinaryPayload data = Base64Text.decode(text.array(), from, to);
        if (data == null) {
            throw new ProtocolViolation("malformed base64");
        }
        return Frame.message(data);
    }

    static Frame decode(BinaryPayload bytes) {
        if (bytes.sizeBytes() == 0) {
            throw new ProtocolViolation("empty frame");
        }
        if (bytes.array()[bytes.offset()] != MESSAGE) {
            throw new ProtocolViolation("binary data in a frame that is no message");
        }
        return Frame.message(bytes.from(1));
    }

    @Override
    public Payload encode(Frame frame) {
        if (frame.data() instanceof TextPayload text) {
            return FrameDigits.encode(frame.type(), ascii ? AsciiText.of(text) : text);
        }
        BinaryPayload data = (BinaryPayload) frame.data();
        return base64 ? Base64Text.encode("b4", data) : withType(data);
    }

    private static BinaryPayload withType(BinaryPayload data) {
        byte[] bytes = new byte[1 + data.sizeBytes()];
        bytes[0] = MESSAGE;
        System.arraycopy(data.array(), data.offset(), bytes, 1, data.sizeBytes());
        return BinaryPayload.of(bytes);
    }
}
