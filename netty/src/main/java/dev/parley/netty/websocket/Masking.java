package dev.parley.netty.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The mask of client frames. Stateless. */
final class Masking {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Masking() {}

    /**
     * Takes the mask off {@code length} bytes.
     *
     * @param mask the key, its first byte in front
     * @return the key as it is to be applied to what follows
     */
    static int remove(int mask, byte[] bytes, int offset, int length) {
        if (mask == 0) {
            return 0;
        }
        int end = offset + length;
        int i = offset;
        long both = (mask & 0xffffffffL) << 32 | (mask & 0xffffffffL);
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ both);
        }
        int rest = mask;
        for (; i < end; i++) {
            rest = Integer.rotateLeft(rest, 8);
            bytes[i] ^= (byte) rest;
        }
        return rest;
    }
}
