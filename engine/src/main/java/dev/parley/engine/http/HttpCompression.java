package dev.parley.engine.http;

/**
 * Whether the bodies of polling answers are compressed, with gzip or deflate as the client accepts it.
 *
 * @param enabled whether they are at all
 * @param thresholdBytes smaller bodies are sent as they are; 0 or more
 */
public record HttpCompression(boolean enabled, int thresholdBytes) {
    /** Bodies of 1024 bytes and more. */
    public static final HttpCompression DEFAULT = new HttpCompression(true, 1024);

    /** No body. */
    public static final HttpCompression OFF = new HttpCompression(false, 0);

    /** Checks the threshold. */
    public HttpCompression {
        if (thresholdBytes < 0) {
            throw new IllegalArgumentException(
                    "httpCompression.threshold: " + thresholdBytes + " (expected: 0 or more)");
        }
    }

    /** Bodies of {@code thresholdBytes} and more. */
    public static HttpCompression from(int thresholdBytes) {
        return new HttpCompression(true, thresholdBytes);
    }
}
