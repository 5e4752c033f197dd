package dev.parley.netty.files;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Paths of requests as paths below a folder. Stateless. */
final class SafePath {
    private SafePath() {}

    /**
     * The part of {@code path} below {@code prefix}, decoded, or null if it could mean anything but a visible file there:
     * with steps that are empty, go up, or begin with a dot, with backslashes, colons or control characters.
     *
     * @param prefix with a slash at the end
     */
    static @Nullable String below(String prefix, String path) {
        if (!path.startsWith(prefix)) {
            return null;
        }
        String decoded = decode(path.substring(prefix.length()));
        if (decoded == null || decoded.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\' || c == ':')) {
            return null;
        }
        String[] steps = decoded.split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            boolean isEnd = i == steps.length - 1;
            if (steps[i].startsWith(".") || (steps[i].isEmpty() && !isEnd)) {
                return null;
            }
        }
        return decoded;
    }

    private static @Nullable String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
