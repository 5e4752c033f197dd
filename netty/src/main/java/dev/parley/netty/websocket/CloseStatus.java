package dev.parley.netty.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The data of close frames: RFC 6455, sections 5.5.1 and 7.4. Stateless. */
final class CloseStatus {
    /** Never on the wire: the peer gave no code. */
    static final int NONE = 1005;

    /** Never on the wire: the connection ended without a close frame. */
    static final int ABNORMAL = 1006;

    private static final int LONGEST_REASON = 123;

    private CloseStatus() {}

    /** The code in a close frame, once it and the reason are checked. */
    static int codeOf(byte[] data) throws FrameViolation {
        if (data.length == 0) {
            return NONE;
        }
        if (data.length == 1) {
            throw FrameViolation.protocol("close frame of one byte");
        }
        int code = (data[0] & 0xff) << 8 | (data[1] & 0xff);
        if (!isAllowed(code)) {
            throw FrameViolation.protocol("illegal close code");
        }
        Utf8Check utf8 = new Utf8Check();
        if (!utf8.accept(data, 2, data.length) || !utf8.end()) {
            throw FrameViolation.invalid("close reason is not UTF-8");
        }
        return code;
    }

    /** The data of our close frame. A reason that is too long is cut. */
    static byte[] encode(int code, String reason) {
        if (code == NONE) {
            return new byte[0];
        }
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, LONGEST_REASON);
        while (length < text.length && length > 0 && (text[length] & 0xc0) == 0x80) {
            length--; // not in the middle of a character
        }
        byte[] data = new byte[2 + length];
        data[0] = (byte) (code >> 8);
        data[1] = (byte) code;
        System.arraycopy(Arrays.copyOf(text, length), 0, data, 2, length);
        return data;
    }

    private static boolean isAllowed(int code) {
        return (code >= 1000 && code <= 1014 && code != 1004 && code != NONE && code != ABNORMAL)
                || (code >= 3000 && code <= 4999);
    }
}
