package dev.parley.it.generations;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Puts the official Java client through its paces. Loaded by a loader that sees one release of the client and nothing of
 * ours, so it speaks to the test in types of the JDK: it returns what the client can.
 */
public final class JavaClientRun implements Callable<List<String>> {
    private static final String TEXT =
            "\u20ac\ud800\udd00\ud840\udd00\udbff\udd00\u00e9\"\\\n\r\t</script>~m~4~m~:+,\u0001\u2028\ufffd3\ufffd::";

    private final String url;
    private final String transport;
    private final String generation;

    public JavaClientRun(String url, String transport, String generation) {
        this.url = url;
        this.transport = transport;
        this.generation = generation;
    }

    @Override
    public List<String> call() throws Exception {
        Socket socket = socket("");
        BlockingQueue<Object[]> heard = new LinkedBlockingQueue<>();
        socket.on("message", heard::add);
        socket.on("echo", heard::add);
        try {
            connect(socket);
            socket.send(TEXT);
            same("text", next("a message", heard)[0], TEXT);
            socket.emit("echo", 1, "two", TEXT);
            same("event", Arrays.asList(next("an event", heard)), Arrays.asList(1, "two", TEXT));
            BlockingQueue<Object[]> answers = new LinkedBlockingQueue<>();
            socket.emit("who", new Object[0], (Ack) answers::add);
            String first = transport.equals("websocket") ? "websocket" : "polling";
            same(
                    "acknowledgement",
                    Arrays.asList(next("an acknowledgement", answers)),
                    Arrays.asList(generation, first));
            byte[] bytes = {0, 1, 127, -128, -6, -1};
            socket.emit("echo", (Object) bytes);
            same("bytes", Arrays.toString((byte[]) next("bytes", heard)[0]), Arrays.toString(bytes));
            namespace();
            BlockingQueue<Object[]> gone = new LinkedBlockingQueue<>();
            socket.on("disconnect", gone::add);
            socket.emit("leave");
            next("the end", gone);
            return List.of("text", "events", "acks", "binary", "namespaces", "disconnect");
        } finally {
            socket.disconnect();
        }
    }

    private void namespace() throws Exception {
        Socket side = socket("/side");
        BlockingQueue<Object[]> heard = new LinkedBlockingQueue<>();
        side.on("echo", heard::add);
        try {
            connect(side);
            side.emit("echo", "aside");
            same("namespace", next("an event of a namespace", heard)[0], "aside");
        } finally {
            side.disconnect();
        }
    }

    private Socket socket(String namespace) {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.transports =
                transport.equals("upgrade") ? new String[] {"polling", "websocket"} : new String[] {transport};
        return IO.socket(URI.create(url + namespace), options);
    }

    private static void connect(Socket socket) throws InterruptedException {
        BlockingQueue<Object[]> connected = new LinkedBlockingQueue<>();
        socket.on("connect", connected::add);
        socket.connect();
        next("the connection", connected);
    }

    private static Object[] next(String what, BlockingQueue<Object[]> queue) throws InterruptedException {
        Object[] next = queue.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError(what + " did not come in 10 s");
        }
        return next;
    }

    private static void same(String what, Object actual, Object expected) {
        if (!expected.equals(actual)) {
            throw new AssertionError(what + ": got " + actual + ", expected " + expected);
        }
    }
}
