package dev.parley.netty.loop;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Compression of single messages as permessage-deflate has it, without memory from one to the next: one compressor serves
 * all connections of a loop. Confined to a loop.
 */
public final class RawDeflate {
    /** What ends each block flushed; it is left out on the wire. */
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    /** Smallest buffers to begin with. */
    private static final int SMALL = 256;

    private @Nullable Deflater deflater;
    private @Nullable Inflater inflater;

    RawDeflate() {}

    /** Thrown when a message cannot be inflated. */
    public static final class InflateException extends Exception {
        private static final long serialVersionUID = 1;
        private final boolean tooLarge;

        InflateException(String message, boolean tooLarge) {
            super(message, null, false, false);
            this.tooLarge = tooLarge;
        }

        /** Whether it would have become longer than allowed; else it was malformed. */
        public boolean isTooLarge() {
            return tooLarge;
        }
    }

    /** The compressed form of {@code plain}. */
    public byte[] deflate(byte[] plain) {
        Deflater worker = deflater;
        if (worker == null) {
            worker = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
            deflater = worker;
        }
        worker.reset();
        worker.setInput(plain);
        byte[] out = new byte[Math.max(SMALL, plain.length / 2)];
        int length = worker.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        while (length == out.length) {
            out = Arrays.copyOf(out, out.length * 2);
            length += worker.deflate(out, length, out.length - length, Deflater.SYNC_FLUSH);
        }
        return Arrays.copyOf(out, length - TAIL.length);
    }

    /**
     * The plain form of a compressed message.
     *
     * @throws InflateException if it is malformed, or would become longer than {@code limitBytes}
     */
    public byte[] inflate(byte[] compressed, int length, int limitBytes) throws InflateException {
        Inflater worker = inflater;
        if (worker == null) {
            worker = new Inflater(true);
            inflater = worker;
        }
        worker.reset();
        try {
            worker.setInput(compressed, 0, length);
            Plain plain = new Plain(Math.min(limitBytes, Math.max(SMALL, length * 3L)), limitBytes);
            plain.takeFrom(worker);
            worker.setInput(TAIL);
            plain.takeFrom(worker);
            return plain.bytes();
        } catch (DataFormatException malformed) {
            throw new InflateException("malformed compressed message", false);
        }
    }

    /** What was inflated so far. */
    private static final class Plain {
        private final int limit;
        private byte[] out;
        private int length;

        Plain(long firstBytes, int limit) {
            this.limit = limit;
            this.out = new byte[(int) firstBytes];
        }

        void takeFrom(Inflater worker) throws DataFormatException, InflateException {
            while (true) {
                if (length == out.length) {
                    grow();
                }
                int more = worker.inflate(out, length, out.length - length);
                length += more;
                if (length > limit) {
                    throw new InflateException("message too large after inflation", true);
                }
                if (more == 0 && (worker.needsInput() || worker.finished())) {
                    return;
                }
                if (more == 0 && worker.needsDictionary()) {
                    throw new InflateException("malformed compressed message", false);
                }
            }
        }

        /** One byte more than allowed is enough to know that there is too much. */
        private void grow() {
            out = Arrays.copyOf(out, (int) Math.min(limit + 1L, Math.max(SMALL, out.length * 2L)));
        }

        byte[] bytes() {
            return length == out.length ? out : Arrays.copyOf(out, length);
        }
    }
}
