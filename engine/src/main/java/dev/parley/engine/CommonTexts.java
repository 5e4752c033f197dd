package dev.parley.engine;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Texts that many requests have in common: names of headers, hosts, the words of browsers about themselves. A session
 * keeps the request that opened it, and with these most of it is kept once for all instead of once for each.
 *
 * <p>Remembers the last text of each of a fixed number of places, so what is unique passes through without piling up.
 *
 * <p><b>Threads:</b> one strand.
 */
final class CommonTexts implements UnaryOperator<String> {
    /** Texts that a few unique ones for each connection do not wash away: a power of two. */
    private static final int PLACES = 1024;

    /** Longer ones are rarely common. */
    private static final int LONGEST = 256;

    private final @Nullable String[] recent = new String[PLACES];

    /** The text that equals this one, of those that came before, if it is remembered. */
    @Override
    public String apply(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & (PLACES - 1);
        String known = recent[place];
        if (known != null && known.equals(text)) {
            return known;
        }
        recent[place] = text;
        return text;
    }
}
