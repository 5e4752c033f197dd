package dev.parley.server;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Ids of sockets, and the secrets by which they come back: 144 random bits, as 24 characters that are safe in URLs. */
final class SocketIds implements Supplier<String> {
    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
