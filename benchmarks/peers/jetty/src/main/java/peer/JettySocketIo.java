package peer;

import io.socket.engineio.server.EngineIoServer;
import io.socket.engineio.server.EngineIoServerOptions;
import io.socket.socketio.server.SocketIoNamespace;
import io.socket.socketio.server.SocketIoServer;
import io.socket.socketio.server.SocketIoSocket;
import io.socket.socketio.server.SocketIoSocket.ReceivedByLocalAcknowledgementCallback;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;

/** The application on io.socket:socket.io-server, carried by Jetty. */
public final class JettySocketIo {
    public static void main(String[] args) throws Exception {
        EngineIoServer engine = new EngineIoServer(EngineIoServerOptions.newFromDefault());
        SocketIoServer io = new SocketIoServer(engine);
        application(io.namespace("/"));

        Server server = new Server(Integer.parseInt(args[0]));
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        ServletHolder polling = new ServletHolder(new Polling(engine));
        polling.setAsyncSupported(true);
        context.addServlet(polling, "/socket.io/*");
        JettyWebSocketServletContainerInitializer.configure(context, (servlet, container) -> {
            container.setMaxTextMessageSize(1_000_000);
            container.setMaxBinaryMessageSize(1_000_000);
            container.setIdleTimeout(Duration.ZERO);
            container.addMapping("/socket.io/*", (request, response) -> {
                if (args.length < 2 || !args[1].equals("deflate")) {
                    response.setExtensions(java.util.List.of());
                }
                return new Bridge(engine, request);
            });
        });
        server.setHandler(context);
        server.start();
        System.out.println("ready");
    }

    private static void application(SocketIoNamespace root) {
        root.on("connection", arguments -> {
            SocketIoSocket socket = (SocketIoSocket) arguments[0];
            socket.on("echo", values -> socket.send("echo", values[0]));
            socket.on("binary", values -> socket.send("binary", values[0]));
            socket.on("ack", values -> answer(values, values[0]));
            socket.on("join", values -> {
                socket.joinRoom((String) values[0]);
                answer(values);
            });
            socket.on("leave", values -> {
                socket.leaveRoom((String) values[0]);
                answer(values);
            });
            socket.on("broadcast", values -> root.broadcast("room", "news", values[0]));
        });
    }

    private static void answer(Object[] values, Object... answer) {
        ((ReceivedByLocalAcknowledgementCallback) values[values.length - 1]).sendAcknowledgement(answer);
    }

    private static final class Polling extends HttpServlet {
        private final transient EngineIoServer engine;

        Polling(EngineIoServer engine) {
            this.engine = engine;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            engine.handleRequest(request, response);
        }
    }
}
