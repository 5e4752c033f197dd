package dev.parley.netty;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A client that sends exactly the bytes it is told to. Waits are bounded. */
public final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int RECEIVE_BYTES = 128 * 1024;

    private final Socket socket;
    private final InputStream in;

    public RawClient(int port) {
        this(open(port));
    }

    public RawClient(Socket socket) {
        try {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            this.in = socket.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket open(int port) {
        try {
            Socket socket = new Socket();
            // fixed, so that the system does not take tens of megabytes for a client that does not read
            socket.setReceiveBufferSize(RECEIVE_BYTES);
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer. */
    public record Reply(int status, Map<String, String> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    public RawClient send(String ascii) {
        return send(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A GET of HTTP/1.1 with a host and these header lines. */
    public RawClient get(String path, String... headerLines) {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headerLines) + "\r\n");
    }

    public RawClient post(String path, String body, String... headerLines) {
        return send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n"
                + lines(headerLines) + "\r\n" + body);
    }

    private static String lines(String... headerLines) {
        StringBuilder all = new StringBuilder();
        for (String line : headerLines) {
            all.append(line).append("\r\n");
        }
        return all.toString();
    }

    /** The next answer, with a body of the length it tells. */
    public Reply reply() {
        return reply(true);
    }

    /** The next answer; one to a HEAD has no body whatever it says. */
    public Reply reply(boolean hasBody) {
        try {
            String[] head = head().split("\r\n", -1);
            Map<String, String> headers = new LinkedHashMap<>();
            for (int i = 1; i < head.length; i++) {
                int colon = head[i].indexOf(':');
                headers.put(
                        head[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        head[i].substring(colon + 1).strip());
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            return new Reply(Integer.parseInt(head[0].split(" ", -1)[1]), headers, in.readNBytes(hasBody ? length : 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String head() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (!out.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after " + out.toString(StandardCharsets.ISO_8859_1));
            }
            out.write(next);
        }
        String text = out.toString(StandardCharsets.ISO_8859_1);
        return text.substring(0, text.length() - 4);
    }

    /** Exactly so many bytes. */
    public byte[] bytes(int count) {
        try {
            return in.readNBytes(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything until the server closes; a reset counts as a close. */
    public String rest() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            int next = in.read();
            while (next >= 0) {
                out.write(next);
                next = in.read();
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("the server did not close the connection", open);
        } catch (SocketException reset) {
            return out.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    /** Whether nothing comes for a while. */
    public boolean isSilentFor(int millis) {
        try {
            socket.setSoTimeout(millis);
            return in.read() == Integer.MIN_VALUE;
        } catch (SocketTimeoutException silent) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            try {
                socket.setSoTimeout(PATIENCE_MILLIS);
            } catch (SocketException closed) {
                // what is asked next will notice
            }
        }
    }

    /** Says that nothing more will be sent. */
    public void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a reset instead of an orderly end. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
