package dev.parley.testkit.client;

import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.testkit.carrier.MemorySocket;
import dev.parley.testkit.time.VirtualStrands;
import java.util.List;

/** A client of Engine.IO 4 on a WebSocket. */
public final class WebSocketClient {
    private final VirtualStrands strands;
    private final MemorySocket socket;
    private int read;

    WebSocketClient(VirtualStrands strands, MemorySocket socket) {
        this.strands = strands;
        this.socket = socket;
    }

    /** Sends a text message, such as {@code 42["hello"]}. */
    public void send(String text) {
        send(TextPayload.of(text));
    }

    /** Sends a binary message. */
    public void send(byte[] bytes) {
        send(BinaryPayload.of(bytes));
    }

    private void send(Payload message) {
        socket.clientSends(message);
        strands.settle();
    }

    /** Closes. */
    public void close() {
        socket.clientCloses(1000);
        strands.settle();
    }

    /** Loses its connection. */
    public void cut() {
        socket.cut();
        strands.settle();
    }

    /** The messages that came since the last call: text as it is, binary as {@code [1, 2, 3]}. */
    public List<String> received() {
        strands.settle();
        List<Payload> all = socket.received();
        List<String> texts = all.subList(read, all.size()).stream()
                .map(WebSocketClient::text)
                .toList();
        read = all.size();
        return texts;
    }

    private static String text(Payload payload) {
        return payload instanceof TextPayload text ? text.string() : java.util.Arrays.toString(payload.toByteArray());
    }

    /** The session id, from the opening frame that was sent first. */
    public String sid() {
        return PollingClient.sidOf(text(socket.received().get(0)));
    }

    /** The connection under it. */
    public MemorySocket socket() {
        return socket;
    }
}
