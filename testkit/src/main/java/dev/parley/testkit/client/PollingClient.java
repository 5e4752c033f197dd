package dev.parley.testkit.client;

import dev.parley.testkit.carrier.MemoryExchange;
import dev.parley.testkit.carrier.MemorySocket;
import java.util.List;

/** A client of Engine.IO 4 that polls. Packets are written as in bodies: {@code 42["hello"]}, {@code bAQID}. */
public final class PollingClient {
    private static final String SEPARATOR = "\u001e";

    private final MemoryWeb web;
    private final MemoryExchange handshake;
    private final List<String> openingPackets;
    private final String sid;

    PollingClient(MemoryWeb web, MemoryExchange handshake) {
        this.web = web;
        this.handshake = handshake;
        if (handshake.status() != 200) {
            throw new AssertionError("refused with " + handshake.status() + ": " + handshake.text());
        }
        this.openingPackets = packets(handshake);
        this.sid = sidOf(openingPackets.get(0));
    }

    static String sidOf(String opening) {
        String mark = "\"sid\":\"";
        int start = opening.indexOf(mark) + mark.length();
        return opening.substring(start, opening.indexOf('"', start));
    }

    /** The session id. */
    public String sid() {
        return sid;
    }

    /** The answer that opened the session. */
    public MemoryExchange handshake() {
        return handshake;
    }

    /** The packets of that answer. */
    public List<String> openingPackets() {
        return openingPackets;
    }

    /** The query of the session's requests. */
    public String query() {
        return "EIO=4&transport=polling&sid=" + sid;
    }

    /** Begins a poll, which may wait. */
    public MemoryExchange beginPoll() {
        return web.get(query());
    }

    /** Polls, and expects an answer at once. */
    public List<String> poll() {
        return packets(beginPoll());
    }

    /** The packets of an answer to a poll. */
    public static List<String> packets(MemoryExchange poll) {
        return List.of(poll.text().split(SEPARATOR, -1));
    }

    /** Posts packets in one body. */
    public MemoryExchange post(String... packets) {
        return web.post(query(), String.join(SEPARATOR, packets));
    }

    /** Begins a POST whose body comes later. */
    public MemoryExchange beginPost() {
        return web.beginPost(query());
    }

    /** Opens a WebSocket for this session: a probe that has said nothing yet. */
    public WebSocketClient probe() {
        MemoryExchange exchange = beginProbe();
        MemorySocket socket = exchange.socket();
        if (socket == null) {
            throw new AssertionError("refused with " + exchange.status() + ": " + exchange.text());
        }
        return new WebSocketClient(web.strands(), socket);
    }

    /** Asks for a WebSocket for this session, which may be refused. */
    public MemoryExchange beginProbe() {
        return web.upgrade("EIO=4&transport=websocket&sid=" + sid);
    }

    /** Moves to a WebSocket as the official client does; what it was sent begins with {@code 3probe}. */
    public WebSocketClient upgrade() {
        WebSocketClient socket = probe();
        socket.send("2probe");
        socket.send("5");
        return socket;
    }
}
