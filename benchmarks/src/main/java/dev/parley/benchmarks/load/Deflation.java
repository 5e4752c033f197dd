package dev.parley.benchmarks.load;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * permessage-deflate without memory from one message to the next (RFC 7692). What came lately is known by its compressed
 * bytes, so that a message that comes again is checked as strictly, without being inflated again. On the loop.
 */
final class Deflation {
    /** A power of two. */
    private static final int KNOWN = 256;

    private static final int LONGEST_MESSAGE = 1 << 20;

    /** What is left out at the end of each message (7.2.2). */
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final byte[] inflated = new byte[LONGEST_MESSAGE];
    private final byte[][] compressed = new byte[KNOWN][0];
    private final byte[][] plain = new byte[KNOWN][0];

    /** The compressed form of a message. Any thread. */
    static byte[] deflate(byte[] message) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(message);
        byte[] out = new byte[message.length + 64];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, length - TAIL.length);
    }

    /** The plain form of a message; not to be changed. */
    byte[] inflate(byte[] bytes, int length) throws DataFormatException {
        sum.reset();
        sum.update(bytes, 0, length);
        int place = (int) sum.getValue() & (KNOWN - 1);
        byte[] known = compressed[place];
        if (!Arrays.equals(known, 0, known.length, bytes, 0, length) || length == 0) {
            inflater.reset();
            inflater.setInput(bytes, 0, length);
            int count = inflater.inflate(inflated);
            inflater.setInput(TAIL);
            count += inflater.inflate(inflated, count, inflated.length - count);
            compressed[place] = Arrays.copyOf(bytes, length);
            plain[place] = Arrays.copyOf(inflated, count);
        }
        return plain[place];
    }
}
