package dev.parley.protocol.http;

import java.net.InetSocketAddress;

/**
 * Everything of a request but its body.
 *
 * @param method in capitals
 * @param path percent-encoded as received, without query
 * @param query the decoded query; of a repeated key the first value counts
 * @param headers names in any case
 * @param remoteAddress the peer, as the transport sees it
 * @param secure whether it came through TLS
 */
public record RequestHead(
        String method, String path, Query query, Headers headers, InetSocketAddress remoteAddress, boolean secure) {

    /** Whether this asks for a WebSocket. */
    public boolean isWebSocketUpgrade() {
        String upgrade = headers.first("upgrade");
        return upgrade != null && upgrade.equalsIgnoreCase("websocket");
    }
}
