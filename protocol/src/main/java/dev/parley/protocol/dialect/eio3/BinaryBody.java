package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.util.List;

/**
 * Bodies of bytes: for each frame its kind (0 text, 1 binary), its length in bytes, one byte for each decimal digit, and
 * 0xff. Read by {@link BinaryFrames}. Stateless; any thread.
 */
final class BinaryBody {
    static final byte TEXT = 0;
    static final byte BINARY = 1;
    static final byte END_OF_LENGTH = (byte) 0xff;
    static final int MAX_LENGTH_DIGITS = 10;
    private static final int MAX_HEADER = MAX_LENGTH_DIGITS + 2;

    private BinaryBody() {}

    static BinaryPayload join(List<WireMessage> messages) {
        int size = 0;
        for (WireMessage message : messages) {
            size = Math.addExact(size, message.payload().sizeBytes() + MAX_HEADER);
        }
        byte[] body = new byte[size];
        int at = 0;
        for (WireMessage message : messages) {
            Payload payload = message.payload();
            body[at++] = payload instanceof TextPayload ? TEXT : BINARY;
            at = writeLength(body, at, payload.sizeBytes());
            System.arraycopy(payload.array(), payload.offset(), body, at, payload.sizeBytes());
            at += payload.sizeBytes();
        }
        return BinaryPayload.of(body, 0, at);
    }

    private static int writeLength(byte[] body, int at, int length) {
        int digits = 1;
        for (int rest = length / 10; rest > 0; rest /= 10) {
            digits++;
        }
        int rest = length;
        for (int i = at + digits - 1; i >= at; i--) {
            body[i] = (byte) (rest % 10);
            rest /= 10;
        }
        body[at + digits] = END_OF_LENGTH;
        return at + digits + 1;
    }
}
