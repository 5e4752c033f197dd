package dev.parley.protocol.parser;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers one name, so that a peer that says the same again and again costs one string. Holds one short name at a
 * time, for as long as its decoder lives. Belongs to the strand of its session.
 */
final class RecentName {
    private static final int LONGEST = 64;

    private static final byte[] NONE = {};

    private byte[] utf8 = NONE;
    private String text = "";

    /** The text of a slice. */
    String of(byte[] bytes, int from, int to) {
        String known = find(bytes, from, to);
        if (known != null) {
            return known;
        }
        String fresh = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        remember(fresh, bytes, from, to);
        return fresh;
    }

    /** The text of a slice if it is the one that is remembered, else null. */
    @Nullable String find(byte[] bytes, int from, int to) {
        return Arrays.equals(utf8, 0, utf8.length, bytes, from, to) ? text : null;
    }

    /** Remembers the text of a slice, unless it is long. */
    void remember(String name, byte[] bytes, int from, int to) {
        if (to - from <= LONGEST) {
            utf8 = Arrays.copyOfRange(bytes, from, to);
            text = name;
        }
    }
}
