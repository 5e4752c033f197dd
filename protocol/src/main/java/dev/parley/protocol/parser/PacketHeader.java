package dev.parley.protocol.parser;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.payload.Payload;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands before the JSON of one packet: {@code <type>[<attachments>-][/namespace,][ackId]}. One call, one
 * object.
 */
final class PacketHeader {
    private static final int MAX_DIGITS = 16;
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    final byte[] bytes;
    final int end;

    /** The next byte to read; after reading, where the JSON begins. */
    int at;

    PacketType type = PacketType.CONNECT;
    int attachments;
    String namespace = "/";
    long ackId = Packet.NO_ACK;

    PacketHeader(Payload text) {
        this.bytes = text.array();
        this.at = text.offset();
        this.end = text.offset() + text.sizeBytes();
    }

    void read(DecodeLimits limits, int fewestAttachments, @Nullable RecentName recentNamespace) {
        if (at == end) {
            throw new ProtocolViolation("empty packet");
        }
        type = PacketType.of(bytes[at++]);
        if (type.isBinary()) {
            readAttachments(limits, fewestAttachments);
        }
        if (at < end && bytes[at] == '/') {
            readNamespace(limits, recentNamespace);
        }
        if (at < end && isDigit(bytes[at])) {
            ackId = readNumber(MAX_SAFE_INTEGER, "acknowledgement id is too large");
            if (!type.mayHaveAckId()) {
                throw new ProtocolViolation("unexpected acknowledgement id");
            }
        }
    }

    boolean hasData() {
        return at < end;
    }

    private void readAttachments(DecodeLimits limits, int fewestAttachments) {
        if (at == end || !isDigit(bytes[at])) {
            throw new ProtocolViolation("missing number of attachments");
        }
        attachments = (int) readNumber(limits.maxAttachments(), "too many attachments");
        if (attachments < fewestAttachments || at == end || bytes[at] != '-') {
            throw new ProtocolViolation("malformed number of attachments");
        }
        at++;
    }

    private void readNamespace(DecodeLimits limits, @Nullable RecentName recentNamespace) {
        int begin = at;
        while (at < end && bytes[at] != ',') {
            at++;
        }
        int length = at - begin;
        // A character takes at most three bytes per UTF-16 unit; only then is counting worth a string.
        if (length > 3 * limits.maxEventNameLength()) {
            throw new ProtocolViolation("namespace is too long");
        }
        if (length > 1) {
            namespace = recentNamespace == null
                    ? new String(bytes, begin, length, StandardCharsets.UTF_8)
                    : recentNamespace.of(bytes, begin, at);
            if (namespace.length() > limits.maxEventNameLength()) {
                throw new ProtocolViolation("namespace is too long");
            }
        }
        if (at < end) {
            at++; // the comma
        }
    }

    private long readNumber(long max, String tooLarge) {
        int begin = at;
        long number = 0;
        while (at < end && isDigit(bytes[at])) {
            number = number * 10 + (bytes[at++] - '0');
            if (at - begin > MAX_DIGITS || number > max) {
                throw new ProtocolViolation(tooLarge);
            }
        }
        return number;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
