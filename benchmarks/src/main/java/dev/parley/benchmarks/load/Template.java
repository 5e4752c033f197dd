package dev.parley.benchmarks.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * A message that differs from one time to the next in a number only. The number stands where the text has a run of
 * {@code #}; it has as many digits. Not thread-safe: {@link #matches} keeps the number that it compared last.
 */
public final class Template {
    private final byte[] plain;
    private final byte[] frame;
    private final int head;
    private final int[] starts;
    private final int[] lengths;
    private final boolean isBinary;

    /** Frames of messages that were made beforehand and take turns, or none. */
    private final byte[][] ready;

    private Template(byte[] plain, boolean isBinary, int variants) {
        this.plain = plain;
        this.isBinary = isBinary;
        this.frame = Frames.masked(isBinary ? Frames.BINARY : Frames.TEXT, plain);
        this.head = Frames.headLength(plain.length);
        int[][] runs = runs(plain);
        this.starts = runs[0];
        this.lengths = runs[1];
        this.ready = new byte[variants][];
        for (int i = 0; i < variants; i++) {
            setNumber(i);
            ready[i] = Frames.masked(Frames.DEFLATED | Frames.TEXT, Deflation.deflate(plain));
        }
    }

    /** A text message. */
    public static Template text(String text) {
        return new Template(text.getBytes(StandardCharsets.UTF_8), false, 0);
    }

    /** A text message that was compressed beforehand. Numbers begin again after {@code variants}, so that sending costs little. */
    static Template deflated(String text, int variants) {
        return new Template(text.getBytes(StandardCharsets.UTF_8), false, variants);
    }

    /** A binary message. */
    public static Template binary(String bytes) {
        return new Template(bytes.getBytes(StandardCharsets.UTF_8), true, 0);
    }

    /** A text of {@code length} bytes that holds the number, padded. */
    public static String filler(int length) {
        String number = "##########";
        String padding = "the quick brown fox jumps over the lazy dog, ";
        return (number + padding.repeat(length / padding.length() + 1)).substring(0, length);
    }

    /** A text of {@code length} bytes that holds the number and compresses as prose does, to about a third. */
    static String prose(int length) {
        String letters = "etaoinshrdlucmfw";
        StringBuilder text = new StringBuilder("########## ");
        Random random = new Random(1);
        String[] words = new String[256];
        for (int i = 0; i < words.length; i++) {
            StringBuilder word = new StringBuilder();
            for (int j = 2 + random.nextInt(7); j > 0; j--) {
                word.append(letters.charAt(random.nextInt(letters.length())));
            }
            words[i] = word.append(' ').toString();
        }
        while (text.length() < length) {
            text.append(words[random.nextInt(words.length)]);
        }
        return text.substring(0, length);
    }

    boolean isBinary() {
        return isBinary;
    }

    /** Appends the masked frame of message {@code number}. */
    void writeFrame(ByteBuf out, long number) {
        if (ready.length > 0) {
            out.writeBytes(ready[(int) (number % ready.length)]);
            return;
        }
        int at = out.writerIndex();
        out.writeBytes(frame);
        for (int run = 0; run < starts.length; run++) {
            long rest = number;
            for (int i = starts[run] + lengths[run] - 1; i >= starts[run]; i--) {
                out.setByte(at + head + i, Frames.mask((byte) ('0' + rest % 10), i));
                rest /= 10;
            }
        }
    }

    /** Appends message {@code number} without a frame. */
    void writePlain(ByteBuf out, long number) {
        setNumber(number);
        out.writeBytes(plain);
    }

    /** How long each message is. */
    int length() {
        return plain.length;
    }

    /** Whether these bytes are message {@code number}. */
    boolean matches(byte[] bytes, int length, long number) {
        setNumber(number);
        return Arrays.equals(bytes, 0, length, plain, 0, plain.length);
    }

    /** Message {@code number} as text, for complaints. */
    String show(long number) {
        setNumber(number);
        return new String(plain, 0, Math.min(plain.length, 96), StandardCharsets.UTF_8);
    }

    private void setNumber(long number) {
        for (int run = 0; run < starts.length; run++) {
            long rest = ready.length > 0 ? number % ready.length : number;
            for (int i = starts[run] + lengths[run] - 1; i >= starts[run]; i--) {
                plain[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
    }

    private static int[][] runs(byte[] plain) {
        int[] starts = new int[4];
        int[] lengths = new int[4];
        int count = 0;
        for (int i = 0; i < plain.length; i++) {
            if (plain[i] == '#') {
                if (i == 0 || plain[i - 1] != '#') {
                    starts[count++] = i;
                }
                lengths[count - 1]++;
            }
        }
        return new int[][] {Arrays.copyOf(starts, count), Arrays.copyOf(lengths, count)};
    }
}
