package dev.parley.engine;

import dev.parley.protocol.http.RequestHead;

/**
 * Makes session ids. They are secrets: who knows one can speak and listen as that client.
 *
 * <p><b>Threads:</b> any; must not block. An exception refuses the request with code 3 ({@code ID_GENERATION_ERROR}).
 */
@FunctionalInterface
public interface SidGenerator {
    /** 132 random bits, as 22 characters that are safe in URLs: the default. */
    SidGenerator RANDOM = new RandomSids();

    /** An id for the session that {@code head} opens; never one that is in use. */
    String next(RequestHead head);

    /** Random ids of {@link java.security.SecureRandom}, which does not block once seeded. */
    final class RandomSids implements SidGenerator {
        private final RandomIds ids = new RandomIds(22);

        private RandomSids() {}

        @Override
        public String next(RequestHead head) {
            return ids.next();
        }
    }
}
