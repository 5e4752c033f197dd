package dev.parley.protocol.parser;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
        if (Arrays.equals(utf8, 0, utf8.length, bytes, from, to)) {
            return text;
        }
        String fresh = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (to - from <= LONGEST) {
            utf8 = Arrays.copyOfRange(bytes, from, to);
            text = fresh;
        }
        return fresh;
    }
}
