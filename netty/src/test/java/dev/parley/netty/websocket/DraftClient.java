package dev.parley.netty.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.netty.RawClient;
import java.io.ByteArrayOutputStream;

/** A browser of 2009 to 2012, as far as its WebSockets go: writes what each draft has, and reads it byte by byte. */
final class DraftClient implements AutoCloseable {
    private static final String KEY1 = "Sec-WebSocket-Key1: 4 @1  46546xW%0l 1 5\r\n";
    private static final String KEY2 = "Sec-WebSocket-Key2: 12998 5 Y3 1  .P00\r\n";
    private static final String CHALLENGE = "^n:ds[4U";
    private static final String PROOF = "8jKS'y:G*Co,Wxa-";

    /** What is spoken. */
    enum Draft {
        HIXIE_75,
        HIXIE_76,
        HYBI_7,
        HYBI_8,
        RFC_6455;

        boolean isHixie() {
            return this == HIXIE_75 || this == HIXIE_76;
        }
    }

    private final RawClient client;
    private final Draft draft;
    private final boolean isDribbling;

    DraftClient(RawClient client, Draft draft, boolean isDribbling) {
        this.client = client;
        this.draft = draft;
        this.isDribbling = isDribbling;
    }

    /** The request as its browser writes it, with an origin that the test server allows. */
    static String request(Draft draft, String path) {
        String origin = "Origin: http://page.example\r\n";
        String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: ";
        String start =
                "GET " + path + " HTTP/1.1\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\nHost: example.com\r\n";
        return start
                + switch (draft) {
                    case HIXIE_75 -> origin + "\r\n";
                    case HIXIE_76 -> origin + KEY1 + KEY2 + "\r\n" + CHALLENGE;
                    case HYBI_7 -> "Sec-WebSocket-" + origin + key + "7\r\n\r\n";
                    case HYBI_8 -> "Sec-WebSocket-" + origin + key + "8\r\n\r\n";
                    case RFC_6455 -> origin + key + "13\r\n\r\n";
                };
    }

    /** The bytes of the whole answer, without those that differ from day to day. */
    static String answer(Draft draft, String path) {
        String sec = draft == Draft.HIXIE_76 ? "Sec-" : "";
        String hixie =
                "Upgrade: WebSocket\r\nConnection: Upgrade\r\n" + sec + "WebSocket-Origin: http://page.example\r\n"
                        + sec + "WebSocket-Location: ws://example.com" + path + "\r\n\r\n";
        return switch (draft) {
            case HIXIE_75 -> "HTTP/1.1 101 Web Socket Protocol Handshake\r\n" + hixie;
            case HIXIE_76 -> "HTTP/1.1 101 WebSocket Protocol Handshake\r\n" + hixie + PROOF;
            case HYBI_7, HYBI_8, RFC_6455 ->
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
        };
    }

    /** Shakes hands, and checks every byte of the answer. */
    DraftClient open(String path) {
        write(request(draft, path).getBytes(ISO_8859_1));
        String expected = answer(draft, path);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (!all.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            byte[] next = client.bytes(1);
            assertThat(next).as("after %s", all).hasSize(1);
            all.writeBytes(next);
        }
        if (draft == Draft.HIXIE_76) {
            all.writeBytes(client.bytes(PROOF.length()));
        }
        String got = all.toString(ISO_8859_1);
        assertThat(draft.isHixie() ? got : got.replaceFirst("Date: [^\r]*\r\n", ""))
                .isEqualTo(expected);
        return this;
    }

    private void write(byte[] bytes) {
        if (isDribbling) {
            for (byte one : bytes) {
                client.send(new byte[] {one});
            }
        } else {
            client.send(bytes);
        }
    }

    void send(String text) {
        write(draft.isHixie() ? HixieFramesTest.frame(text) : ClientFrames.text(text));
    }

    /** The next message. */
    String receive() {
        byte[] head = client.bytes(draft.isHixie() ? 1 : 2);
        if (!draft.isHixie()) {
            assertThat(head[0]).isEqualTo((byte) 0x81);
            return new String(client.bytes(head[1]), UTF_8);
        }
        assertThat(head).containsExactly(0);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] next = client.bytes(1);
        while (next[0] != (byte) 0xff) {
            text.writeBytes(next);
            next = client.bytes(1);
            assertThat(next).hasSize(1);
        }
        return text.toString(UTF_8);
    }

    /** Closes as the draft has it, and reads to the end what the server still says. */
    String leave() {
        switch (draft) {
            case HIXIE_75 -> client.endOutput();
            case HIXIE_76 -> write(new byte[] {(byte) 0xff, 0});
            case HYBI_7, HYBI_8, RFC_6455 -> write(ClientFrames.close(1000, ""));
        }
        return client.rest();
    }

    /** What the server says when it closes. */
    String closing() {
        return switch (draft) {
            case HIXIE_75 -> "";
            case HIXIE_76 -> "\u00ff\0";
            case HYBI_7, HYBI_8, RFC_6455 -> new String(new byte[] {(byte) 0x88, 2, 3, (byte) 0xe8}, ISO_8859_1);
        };
    }

    void raw(byte[] bytes) {
        client.send(bytes);
    }

    String rest() {
        return client.rest();
    }

    @Override
    public void close() {
        client.close();
    }

    static byte[] challenge() {
        return CHALLENGE.getBytes(US_ASCII);
    }

    static String proof() {
        return PROOF;
    }
}
