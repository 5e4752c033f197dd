package dev.parley.legacy.v09;

import dev.parley.protocol.payload.TextPayload;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a packet, found and not yet understood: {@code type:id+:endpoint:data}.
 *
 * @param kind what it is
 * @param id what an acknowledgement must name, or {@link #NO_ID}
 * @param wantsData whether the application is to acknowledge it, and not the protocol
 * @param endpoint the namespace as written, empty for the default one
 * @param bytes holds the data
 * @param begin where in it the data begin
 * @param end where they end
 */
record PacketText(PacketKind kind, long id, boolean wantsData, String endpoint, byte[] bytes, int begin, int end) {
    static final long NO_ID = -1;

    /** More cannot be told apart in JavaScript. */
    private static final int MAX_ID_DIGITS = 15;

    /** The parts of {@code text}, or null if it is no packet: such text is ignored in this generation. */
    static @Nullable PacketText parse(TextPayload text) {
        byte[] bytes = text.array();
        int from = text.offset();
        int end = from + text.sizeBytes();
        PacketKind kind = text.sizeBytes() < 3 ? null : PacketKind.of(bytes[from]);
        if (kind == null || bytes[from + 1] != ':') {
            return null;
        }
        int idBegin = from + 2;
        int at = skipDigits(bytes, idBegin, end);
        int idEnd = at;
        boolean plus = at < end && bytes[at] == '+';
        at += plus ? 1 : 0;
        if (idEnd - idBegin > MAX_ID_DIGITS || at == end || bytes[at] != ':') {
            return null;
        }
        int endpointBegin = at + 1;
        int endpointEnd = indexOfColon(bytes, endpointBegin, end);
        String endpoint = endpointBegin == endpointEnd
                ? ""
                : new String(bytes, endpointBegin, endpointEnd - endpointBegin, StandardCharsets.UTF_8);
        long id = idBegin == idEnd ? NO_ID : number(bytes, idBegin, idEnd);
        return new PacketText(kind, id, plus && id != NO_ID, endpoint, bytes, Math.min(endpointEnd + 1, end), end);
    }

    /** The namespace that is meant. */
    String namespace() {
        return endpoint.isEmpty() ? "/" : endpoint;
    }

    boolean hasData() {
        return begin < end;
    }

    String data() {
        return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
    }

    static int skipDigits(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    static long number(byte[] bytes, int begin, int end) {
        long number = 0;
        for (int i = begin; i < end; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private static int indexOfColon(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != ':') {
            at++;
        }
        return at;
    }
}
