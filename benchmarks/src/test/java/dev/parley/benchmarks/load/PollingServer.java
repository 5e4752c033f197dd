package dev.parley.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Echoes over long polling to one session, and ends connections that carry posts as servers do with idle ones. */
final class PollingServer implements AutoCloseable {
    /** When such a connection ends. */
    enum Manner {
        /** As soon as its post is answered. */
        BEFORE_THE_NEXT_POST,
        /** While the next post is on its way: it is not read any more. */
        UNDER_THE_NEXT_POST
    }

    private final Manner manner;
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("0.0.0.0"));
    private final BlockingQueue<String> packets = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();

    PollingServer(Manner manner) throws IOException {
        this.manner = manner;
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "polling server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                start(() -> serve(socket));
            } catch (IOException e) {
                return; // The test is over.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int length = skipHeaders(in);
                if (line.startsWith("GET ")) {
                    answer(socket, line.contains("sid=") ? packets.take() : "0{\"sid\":\"one\"}");
                    continue;
                }
                posted(body(in, length));
                answer(socket, "ok");
                if (manner == Manner.UNDER_THE_NEXT_POST) {
                    in.readLine();
                }
                return;
            }
        } catch (IOException e) {
            // The client has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void posted(String packet) {
        packets.add(packet.equals("40") ? "40{\"sid\":\"two\"}" : packet.equals("1") ? "6" : packet);
    }

    private static int skipHeaders(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        return length;
    }

    private static String body(BufferedReader in, int length) throws IOException {
        char[] body = new char[length];
        for (int at = 0; at < length; ) {
            at += in.read(body, at, length - at);
        }
        return new String(body);
    }

    private static void answer(Socket socket, String body) throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    }
}
