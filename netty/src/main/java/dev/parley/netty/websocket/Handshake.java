package dev.parley.netty.websocket;

import dev.parley.engine.carrier.WebSocketTerms;
import dev.parley.netty.websocket.ExtensionOffers.Offer;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The opening handshake: what a request is answered with. Stateless.
 *
 * <p><b>Protocol:</b> RFC 6455, section 4.2. Where the terms say so, the versions 7 and 8 besides, which differ in the name of
 * the header {@code Origin}; and requests without a version as {@link HixieHandshake} has them.
 */
public sealed interface Handshake {
    /**
     * The request is accepted with status 101.
     *
     * @param headers of the answer, names and values in turn
     * @param version what is spoken from now on
     */
    record Accepted(List<String> headers, WebSocketVersion version) implements Handshake {
        /** An immutable copy. */
        public Accepted {
            headers = List.copyOf(headers);
        }
    }

    /**
     * The request is refused.
     *
     * @param status 400, or 426 if another version of the protocol would do
     * @param reason for the peer
     * @param headers of the answer, names and values in turn
     */
    record Refused(int status, String reason, List<String> headers) implements Handshake {
        /** An immutable copy. */
        public Refused {
            headers = List.copyOf(headers);
        }
    }

    /**
     * The answer to a request of HTTP/1.1.
     *
     * @param sha1 for the proof that the key was read
     */
    static Handshake of(RequestHead head, WebSocketTerms terms, MessageDigest sha1) {
        Headers headers = head.headers();
        if (!head.method().equals("GET") || !hasToken(headers.all("connection"), "upgrade")) {
            return bad("not a WebSocket handshake");
        }
        String base = terms.draftBase();
        if (base != null && HixieHandshake.isMeant(headers)) {
            return HixieHandshake.of(head, terms, base);
        }
        List<String> spoken = base == null ? List.of("13") : List.of("13", "8", "7");
        List<String> versions = headers.all("sec-websocket-version");
        if (versions.size() != 1 || !spoken.contains(versions.get(0))) {
            return new Refused(
                    426,
                    "WebSocket version 13 is spoken here",
                    List.of("Sec-WebSocket-Version", String.join(", ", spoken)));
        }
        List<String> keys = headers.all("sec-websocket-key");
        if (keys.size() != 1 || !isKey(keys.get(0))) {
            return bad("malformed Sec-WebSocket-Key");
        }
        List<String> answer = new ArrayList<>(List.of(
                "Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Accept", acceptOf(keys.get(0), sha1)));
        String protocol = firstProtocol(headers);
        if (protocol != null) {
            answer.add("Sec-WebSocket-Protocol");
            answer.add(protocol);
        }
        return negotiate(headers, terms, answer);
    }

    private static Handshake negotiate(Headers headers, WebSocketTerms terms, List<String> answer) {
        String agreed = null;
        if (terms.compression().enabled()) {
            List<Offer> offers = ExtensionOffers.parse(headers.all("sec-websocket-extensions"));
            if (offers == null) {
                return bad("malformed Sec-WebSocket-Extensions");
            }
            agreed = DeflateTerms.answer(offers);
        }
        if (agreed != null) {
            answer.add("Sec-WebSocket-Extensions");
            answer.add(agreed);
        }
        answer.addAll(terms.headers());
        return new Accepted(answer, WebSocketVersion.Hybi.of(agreed != null));
    }

    /** Refuses with status 400. */
    static Refused bad(String reason) {
        return new Refused(400, reason, List.of());
    }

    private static boolean hasToken(List<String> values, String token) {
        for (String value : values) {
            if (value.equalsIgnoreCase(token)) {
                return true;
            }
            for (String part : value.split(",", -1)) {
                if (part.strip().equalsIgnoreCase(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Sixteen bytes in Base64. */
    private static boolean isKey(String key) {
        try {
            return key.length() == 24 && Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /**
     * The subprotocol named first: the official server agrees to it without looking, and browsers that named one give up
     * on a server that agrees to none.
     */
    private static @Nullable String firstProtocol(Headers headers) {
        String offered = headers.first("sec-websocket-protocol");
        if (offered == null) {
            return null;
        }
        String first = offered.split(",", -1)[0].strip();
        return ExtensionOffers.isToken(first) ? first : null;
    }

    private static String acceptOf(String key, MessageDigest sha1) {
        byte[] proof = sha1.digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(proof);
    }
}
