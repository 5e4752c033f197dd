package dev.parley.netty.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Frames as clients send them, bit by bit. */
public final class ClientFrames {
    private static final byte[] KEY = {0x11, (byte) 0x82, 0x3f, (byte) 0xf4};

    private ClientFrames() {}

    public static byte[] text(String text) {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] binary(byte[] data) {
        return frame(0x82, data);
    }

    public static byte[] close(int code, String reason) {
        ByteBuf data = Unpooled.buffer().writeShort(code);
        data.writeCharSequence(reason, StandardCharsets.UTF_8);
        return frame(0x88, bytes(data));
    }

    /** A masked frame with the length in its shortest form. */
    public static byte[] frame(int first, byte[] data) {
        ByteBuf out = Unpooled.buffer();
        header(out, first, data.length, true);
        for (int i = 0; i < data.length; i++) {
            out.writeByte(data[i] ^ KEY[i & 3]);
        }
        return bytes(out);
    }

    /** Header and key of a frame that announces so many bytes, and none of them. */
    public static byte[] announce(int first, long length) {
        ByteBuf out = Unpooled.buffer();
        header(out, first, length, true);
        return bytes(out);
    }

    public static byte[] unmasked(int first, byte[] data) {
        ByteBuf out = Unpooled.buffer();
        header(out, first, data.length, false);
        return bytes(out.writeBytes(data));
    }

    private static void header(ByteBuf out, int first, long length, boolean masked) {
        int bit = masked ? 0x80 : 0;
        out.writeByte(first);
        if (length < 126) {
            out.writeByte(bit | (int) length);
        } else if (length < 65536) {
            out.writeByte(bit | 126).writeShort((int) length);
        } else {
            out.writeByte(bit | 127).writeLong(length);
        }
        if (masked) {
            out.writeBytes(KEY);
        }
    }

    static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        buffer.release();
        return bytes;
    }
}
