package peer;

import io.socket.engineio.server.EngineIoServer;
import io.socket.engineio.server.EngineIoWebSocket;
import io.socket.engineio.server.utils.ParseQS;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** Between a WebSocket of Jetty and one of engine.io-server. */
public final class Bridge extends EngineIoWebSocket implements Session.Listener.AutoDemanding {
    private final EngineIoServer engine;
    private final Map<String, String> query;
    private final Map<String, List<String>> headers;
    private Session session;

    Bridge(EngineIoServer engine, JettyServerUpgradeRequest request) {
        this.engine = engine;
        this.query = ParseQS.decode(request.getQueryString());
        this.headers = request.getHeaders();
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        engine.handleWebSocket(this);
    }

    @Override
    public void onWebSocketText(String message) {
        emit("message", (Object) message);
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        callback.succeed();
        emit("message", (Object) bytes);
    }

    @Override
    public void onWebSocketClose(int code, String reason) {
        emit("close");
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        emit("error", "transport error", cause.toString());
    }

    @Override
    public Map<String, String> getQuery() {
        return query;
    }

    @Override
    public Map<String, List<String>> getConnectionHeaders() {
        return headers;
    }

    @Override
    public void write(String message) {
        session.sendText(message, Callback.NOOP);
    }

    @Override
    public void write(byte[] message) {
        session.sendBinary(ByteBuffer.wrap(message), Callback.NOOP);
    }

    @Override
    public void close() {
        session.close();
    }
}
