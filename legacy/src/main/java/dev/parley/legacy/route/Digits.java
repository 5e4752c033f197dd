package dev.parley.legacy.route;

import org.jspecify.annotations.Nullable;

/** Numbers in paths and queries. Stateless; any thread. */
public final class Digits {
    private static final int MAX_INDEX_DIGITS = 9;

    private Digits() {}

    /** Whether text is decimal digits and nothing else, at least one. */
    public static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * The index of a callback, or {@code otherwise} if text is none: it is written into a script as it is, so nothing but
     * digits will do.
     */
    public static int index(@Nullable String text, int otherwise) {
        boolean isIndex = text != null && text.length() <= MAX_INDEX_DIGITS && isNumber(text);
        return isIndex ? Integer.parseInt(text) : otherwise;
    }
}
