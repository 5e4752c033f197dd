package dev.parley.protocol.packet;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An object of a few texts, such as the answer to a connect packet: a map for whoever reads it, and for JSON so simple
 * that it is written without a library.
 *
 * <p><b>Threads:</b> any; immutable.
 */
public final class TextMap extends AbstractMap<String, String> {
    private final String[] namesAndTexts;

    private TextMap(String[] namesAndTexts) {
        this.namesAndTexts = namesAndTexts;
    }

    /** A map of alternating names, each another, and texts; the array is given away. */
    public static TextMap of(String... namesAndTexts) {
        if (namesAndTexts.length % 2 != 0) {
            throw new IllegalArgumentException("text map: a name without a text (expected: names and texts in turn)");
        }
        return new TextMap(namesAndTexts);
    }

    @Override
    public int size() {
        return namesAndTexts.length / 2;
    }

    /** The name at a place from 0 on. */
    public String name(int place) {
        return namesAndTexts[2 * place];
    }

    /** The text at a place from 0 on. */
    public String text(int place) {
        return namesAndTexts[2 * place + 1];
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            entries.put(name(i), text(i));
        }
        return Collections.unmodifiableMap(entries).entrySet();
    }
}
