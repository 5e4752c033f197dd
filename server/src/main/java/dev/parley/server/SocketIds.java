package dev.parley.server;

import dev.parley.engine.RandomIds;
import java.util.function.Supplier;

/** Ids of sockets, and the secrets by which they come back: 144 random bits, as 24 characters that are safe in URLs. */
final class SocketIds implements Supplier<String> {
    private final RandomIds ids = new RandomIds(24);

    @Override
    public String get() {
        return ids.next();
    }
}
