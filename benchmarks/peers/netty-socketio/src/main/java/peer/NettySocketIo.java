package peer;

import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.SocketConfig;

/** The application on netty-socketio: one event loop, native epoll, as few limits in the way as it allows. */
public final class NettySocketIo {
    public static void main(String[] args) {
        Configuration options = new Configuration();
        options.setHostname("0.0.0.0");
        options.setPort(Integer.parseInt(args[0]));
        options.setBossThreads(1);
        options.setWorkerThreads(1);
        options.setUseLinuxNativeEpoll(true);
        options.setMaxFramePayloadLength(1_000_000);
        options.setMaxHttpContentLength(1_000_000);
        options.setWebsocketCompression(args.length > 1 && args[1].equals("deflate"));
        options.setHttpCompression(false);
        SocketConfig socket = new SocketConfig();
        socket.setReuseAddress(true);
        socket.setTcpNoDelay(true);
        options.setSocketConfig(socket);
        SocketIOServer server = new SocketIOServer(options);
        server.addEventListener("echo", Object.class, (client, value, ack) -> client.sendEvent("echo", value));
        server.addEventListener("binary", byte[].class, (client, value, ack) -> client.sendEvent("binary", value));
        server.addEventListener("ack", Object.class, (client, value, ack) -> ack.sendAckData(value));
        server.addEventListener("join", String.class, (client, room, ack) -> {
            client.joinRoom(room);
            answer(ack);
        });
        server.addEventListener("leave", String.class, (client, room, ack) -> {
            client.leaveRoom(room);
            answer(ack);
        });
        server.addEventListener(
                "broadcast",
                Object.class,
                (client, value, ack) -> server.getRoomOperations("room").sendEvent("news", value));
        server.start();
        System.out.println("ready");
    }

    private static void answer(AckRequest ack) {
        ack.sendAckData();
    }
}
