package dev.parley.engine.carrier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a WebSocket is accepted.
 *
 * @param headers to add to the answer, names and values in turn
 * @param maxMessageBytes larger messages, after inflation and joining of fragments, close it with 1009
 * @param maxFragments more fragments of one message close it with 1009
 * @param compression whether and how permessage-deflate is offered
 * @param draftBase scheme and host of this server as the client sees them, such as {@code ws://example.com}, if handshakes
 *     of drafts before RFC 6455 are accepted too (the oldest of them echo it); null if not
 */
public record WebSocketTerms(
        List<String> headers,
        int maxMessageBytes,
        int maxFragments,
        Compression compression,
        @Nullable String draftBase) {
    /** An immutable copy. */
    public WebSocketTerms {
        headers = List.copyOf(headers);
    }

    /** Terms for RFC 6455 alone. */
    public WebSocketTerms(List<String> headers, int maxMessageBytes, int maxFragments, Compression compression) {
        this(headers, maxMessageBytes, maxFragments, compression, null);
    }

    /**
     * permessage-deflate; always without context takeover on our side, so that a broadcast is deflated once.
     *
     * @param enabled whether it is negotiated at all
     * @param thresholdBytes smaller messages are sent as they are
     */
    public record Compression(boolean enabled, int thresholdBytes) {
        /** Not negotiated: the default. */
        public static final Compression OFF = new Compression(false, 1024);
    }
}
