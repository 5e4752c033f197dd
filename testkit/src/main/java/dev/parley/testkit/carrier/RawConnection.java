package dev.parley.testkit.carrier;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A TCP connection to a server on this machine that sends exactly what it is told. Waits are bounded. One thread. */
public final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int RECEIVE_BYTES = 64 << 10;
    private static final int MASKED = 0x80;

    private final Socket socket;
    private final DataInputStream in;

    private RawConnection(Socket socket, DataInputStream in) {
        this.socket = socket;
        this.in = in;
    }

    /** A connection to a port of this machine. */
    public static RawConnection to(int port) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(
                    RECEIVE_BYTES); // small and fixed, so that a client that does not read is noticed
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            return new RawConnection(socket, new DataInputStream(socket.getInputStream()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends text; a line ends with {@code \n} here, and with CR and LF on the wire. */
    public RawConnection send(String lines) {
        return send(lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes. */
    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Shakes hands for a WebSocket; returns the head of the answer. */
    public String upgrade(String target) {
        send("GET " + target + " HTTP/1.1\nHost: localhost\nConnection: Upgrade\nUpgrade: websocket\n"
                + "Sec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n\n");
        return readHead();
    }

    /** Sends one frame of a WebSocket, masked; at most 65,535 bytes. */
    public RawConnection sendFrame(boolean last, int opcode, byte[] content) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | opcode);
        if (content.length < 126) {
            frame.write(MASKED | content.length);
        } else {
            frame.write(MASKED | 126);
            frame.write(content.length >>> 8);
            frame.write(content.length);
        }
        frame.writeBytes(new byte[] {1, 2, 3, 4});
        for (int i = 0; i < content.length; i++) {
            frame.write(content[i] ^ (i % 4 + 1));
        }
        return send(frame.toByteArray());
    }

    /** Sends a text message. */
    public RawConnection sendText(String text) {
        return sendFrame(true, 1, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads one frame of the server: opcode and content. */
    public Frame readFrame() {
        try {
            int first = in.readUnsignedByte();
            long length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            return new Frame(first & 0x0f, in.readNBytes(Math.toIntExact(length)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads a text message. */
    public String readText() {
        return new String(readFrame().content(), StandardCharsets.UTF_8);
    }

    /** Reads the head of an answer, to the empty line. */
    public String readHead() {
        try {
            StringBuilder head = new StringBuilder();
            while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
                head.append((char) in.readUnsignedByte());
            }
            return head.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads an answer with a {@code Content-Length}, or none: the status line, and the body as text. */
    public Reply readReply() {
        String head = readHead();
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length:");
        int length = at < 0
                ? 0
                : Integer.parseInt(
                        head.substring(at + 15, head.indexOf('\r', at)).trim());
        try {
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            return new Reply(Integer.parseInt(head.substring(9, 12)), head, body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads this many bytes as text. */
    public String read(int bytes) {
        try {
            return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether the server has ended the connection, after all that it sent before; waits for that. */
    public boolean isEnded() {
        try {
            while (in.read() >= 0) {
                // what was sent before does not matter
            }
            return true;
        } catch (EOFException ended) {
            return true;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Ends the connection without a word, and without reading what is left. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * An answer.
     *
     * @param status such as 200
     * @param head the status line and the headers
     * @param body the body as text
     */
    public record Reply(int status, String head, String body) {}

    /**
     * A frame of a WebSocket.
     *
     * @param opcode 1 text, 2 binary, 8 close, 9 ping, 10 pong
     * @param content the bytes
     */
    public record Frame(int opcode, byte[] content) {
        /** The status code of a close frame. */
        public int closeCode() {
            return (content[0] & 0xff) << 8 | (content[1] & 0xff);
        }
    }
}
