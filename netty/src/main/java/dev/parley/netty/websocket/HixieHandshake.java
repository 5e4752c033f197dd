package dev.parley.netty.websocket;

import dev.parley.engine.carrier.WebSocketTerms;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.RequestHead;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The opening handshakes of draft-hixie-thewebsocketprotocol-75 and -76. Stateless.
 *
 * <p><b>Protocol:</b> a client of hixie-76 sends two keys, in which a number is hidden, and eight bytes after the head of
 * its request; after the head of the answer it gets the MD5 of both numbers and those bytes. Before it, hixie-75 had no
 * keys, no proof, and other names for the same headers.
 */
final class HixieHandshake {
    private static final long LARGEST_KEY = 0xffffffffL;
    private static final int NO_KEY = -1;

    private HixieHandshake() {}

    /** Whether a request that asks for a WebSocket means one of these: it has nothing of the drafts that came after. */
    static boolean isMeant(Headers headers) {
        return headers.first("sec-websocket-version") == null && headers.first("sec-websocket-key") == null;
    }

    /** The answer. */
    static Handshake of(RequestHead head, WebSocketTerms terms, String base) {
        Headers headers = head.headers();
        List<String> first = headers.all("sec-websocket-key1");
        List<String> second = headers.all("sec-websocket-key2");
        if (first.isEmpty() && second.isEmpty()) {
            return answer(head, terms, base, new WebSocketVersion.Hixie75());
        }
        long one = first.size() == 1 ? number(first.get(0)) : NO_KEY;
        long two = second.size() == 1 ? number(second.get(0)) : NO_KEY;
        return one == NO_KEY || two == NO_KEY
                ? Handshake.bad("malformed Sec-WebSocket-Key1 or Sec-WebSocket-Key2")
                : answer(head, terms, base, new WebSocketVersion.Hixie76((int) one, (int) two));
    }

    private static Handshake answer(RequestHead head, WebSocketTerms terms, String base, WebSocketVersion version) {
        String prefix = version instanceof WebSocketVersion.Hixie75 ? "WebSocket-" : "Sec-WebSocket-";
        String query = head.query().raw();
        List<String> answer = new ArrayList<>(List.of("Upgrade", "WebSocket", "Connection", "Upgrade"));
        add(answer, prefix + "Origin", head.headers().first("origin"));
        add(answer, prefix + "Location", base + head.path() + (query.isEmpty() ? "" : "?" + query));
        add(answer, prefix + "Protocol", head.headers().first(prefix + "Protocol"));
        for (int i = 5; i < answer.size(); i += 2) {
            if (!answer.get(i).chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                return Handshake.bad("a header to be repeated is not printable ASCII");
            }
        }
        answer.addAll(terms.headers());
        return new Handshake.Accepted(answer, version);
    }

    private static void add(List<String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name);
            headers.add(value);
        }
    }

    /**
     * The number that a key hides: its digits as one number, divided by how many spaces it has. {@value #NO_KEY} if it
     * has no digits or no spaces, does not divide, or is over 32 bits.
     */
    static long number(String key) {
        long digits = NO_KEY;
        int spaces = 0;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = Math.max(digits, 0) * 10 + (c - '0');
            } else if (c == ' ') {
                spaces++;
            }
            if (digits > LARGEST_KEY) {
                return NO_KEY;
            }
        }
        return digits < 0 || spaces == 0 || digits % spaces != 0 ? NO_KEY : digits / spaces;
    }

    /** The sixteen bytes that prove to a client of hixie-76 that its keys were understood. */
    static byte[] proof(WebSocketVersion.Hixie76 keys, byte[] challenge) {
        try {
            ByteBuffer input = ByteBuffer.allocate(16);
            input.putInt(keys.first()).putInt(keys.second()).put(challenge);
            return MessageDigest.getInstance("MD5").digest(input.array());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(
                    "this Java runtime has no MD5, which handshakes of old WebSockets need", missing);
        }
    }
}
