package dev.parley.engine;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Secrets as texts that are safe in URLs, of six random bits for each character. They are made some at a time, because
 * asking {@link SecureRandom} costs a lock and a hash however little is wanted; what was given away is wiped here.
 *
 * <p><b>Threads:</b> any; nothing blocks once the system has random numbers.
 */
public final class RandomIds {
    /** As long as an id can be. */
    public static final int LONGEST = 24;

    private static final int AT_ONCE = 32;
    private static final int BYTES = LONGEST * 3 / 4;

    private final SecureRandom random = new SecureRandom();
    private final int length;
    private final AtomicReference<Batch> batch;

    /**
     * Ids of {@code length} characters.
     *
     * @throws IllegalArgumentException if that is not 1 to {@link #LONGEST}
     */
    public RandomIds(int length) {
        if (length < 1 || length > LONGEST) {
            throw new IllegalArgumentException("length of ids: " + length + " (expected: 1 to " + LONGEST + ")");
        }
        this.length = length;
        this.batch = new AtomicReference<>(new Batch(random));
    }

    /** An id that nobody else has. */
    public String next() {
        while (true) {
            Batch now = Objects.requireNonNull(batch.get());
            int index = now.given.getAndIncrement();
            if (index < AT_ONCE) {
                return now.take(index * LONGEST, length);
            }
            batch.compareAndSet(now, new Batch(random));
        }
    }

    private static final class Batch {
        final AtomicInteger given = new AtomicInteger();
        private final byte[] texts;

        Batch(SecureRandom random) {
            byte[] bytes = new byte[AT_ONCE * BYTES];
            random.nextBytes(bytes);
            texts = Base64.getUrlEncoder().encode(bytes);
            Arrays.fill(bytes, (byte) 0);
        }

        /** Once for each place. */
        String take(int from, int length) {
            String text = new String(texts, from, length, StandardCharsets.US_ASCII);
            Arrays.fill(texts, from, from + LONGEST, (byte) 0);
            return text;
        }
    }
}
