package dev.parley.testkit.client;

import dev.parley.engine.carrier.HttpExchange;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import dev.parley.testkit.carrier.MemoryExchange;
import dev.parley.testkit.carrier.MemorySocket;
import dev.parley.testkit.time.VirtualStrands;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The way to a server in memory: sends it requests, and makes clients. After each request the strands have come to rest.
 *
 * <p>Immutable; {@code with...} gives a web whose requests differ.
 */
public final class MemoryWeb {
    private final VirtualStrands strands;
    private final Consumer<HttpExchange> server;
    private final List<String> headers;
    private final String path;
    private final InetSocketAddress address;
    private final boolean secure;

    /** The way to {@code server}, below {@code /socket.io/}. */
    public MemoryWeb(VirtualStrands strands, Consumer<HttpExchange> server) {
        this(strands, server, List.of("Host", "localhost:3000"), "/socket.io/", local(), false);
    }

    private MemoryWeb(
            VirtualStrands strands,
            Consumer<HttpExchange> server,
            List<String> headers,
            String path,
            InetSocketAddress address,
            boolean secure) {
        this.strands = strands;
        this.server = server;
        this.headers = headers;
        this.path = path;
        this.address = address;
        this.secure = secure;
    }

    private static InetSocketAddress local() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);
    }

    /** This web, whose requests carry one more header. */
    public MemoryWeb withHeader(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new MemoryWeb(strands, server, more, path, address, secure);
    }

    /** This web, with another path. */
    public MemoryWeb withPath(String other) {
        return new MemoryWeb(strands, server, headers, other, address, secure);
    }

    /** This web, as seen from another address. */
    public MemoryWeb from(String literal) {
        InetSocketAddress other = new InetSocketAddress(literal, 50_000);
        return new MemoryWeb(strands, server, headers, path, other, secure);
    }

    /** This web, through TLS. */
    public MemoryWeb throughTls() {
        return new MemoryWeb(strands, server, headers, path, address, true);
    }

    /** The strands of the server. */
    public VirtualStrands strands() {
        return strands;
    }

    /** A GET. */
    public MemoryExchange get(String query) {
        return request("GET", query);
    }

    /** A request without a body. */
    public MemoryExchange request(String method, String query) {
        return send(MemoryExchange.of(head(method, query), new byte[0]));
    }

    /** A POST of text. */
    public MemoryExchange post(String query, String body) {
        return send(MemoryExchange.of(head("POST", query), body.getBytes(StandardCharsets.UTF_8)));
    }

    /** A POST whose body comes later. */
    public MemoryExchange beginPost(String query) {
        return send(MemoryExchange.withoutBodyYet(head("POST", query)));
    }

    /** A WebSocket handshake. */
    public MemoryExchange upgrade(String query) {
        return withHeader("Connection", "Upgrade")
                .withHeader("Upgrade", "websocket")
                .get(query);
    }

    private RequestHead head(String method, String query) {
        Headers all = Headers.of(headers.toArray(new String[0]));
        return new RequestHead(method, path, Query.parse(query), all, address, secure);
    }

    private MemoryExchange send(MemoryExchange exchange) {
        server.accept(exchange);
        strands.settle();
        return exchange;
    }

    /** A client that opened a session by polling. */
    public PollingClient polling() {
        return new PollingClient(this, get("EIO=4&transport=polling"));
    }

    /** A client that opened a session on a WebSocket. */
    public WebSocketClient webSocket() {
        MemoryExchange exchange = upgrade("EIO=4&transport=websocket");
        MemorySocket socket = exchange.socket();
        if (socket == null) {
            throw new AssertionError("refused with " + exchange.status() + ": " + exchange.text());
        }
        return new WebSocketClient(strands, socket);
    }
}
