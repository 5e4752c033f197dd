package dev.parley.legacy.text;

import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.payload.TextPayload;

/** JSON that old clients can read. Stateless; any thread. */
public final class JsonText {
    private JsonText() {}

    /**
     * The text with everything that ends a line in a script gone from its JSON: clients 0.7 lose packets with it.
     *
     * @param out the text, given away
     * @param jsonBegin where in it the JSON begins
     */
    public static TextPayload onOneLine(JsonOutput out, int jsonBegin) {
        byte[] utf8 = out.array();
        int end = out.begin() + out.length();
        int first = firstBreak(utf8, jsonBegin, end);
        if (first == end) {
            return TextPayload.ofUtf8(utf8, out.begin(), out.length());
        }
        JsonOutput safe = new JsonOutput(0, out.length() + 16);
        safe.raw(utf8, out.begin(), first);
        for (int i = first; i < end; i++) {
            if (ScriptText.isSeparator(utf8, i, end)) {
                safe.ascii(utf8[i + 2] == (byte) 0xa8 ? "\\u2028" : "\\u2029");
                i += 2;
            } else {
                // Outside strings, where a line break may stand, a space says the same.
                safe.write(utf8[i] == '\n' || utf8[i] == '\r' ? ' ' : utf8[i]);
            }
        }
        return TextPayload.ofUtf8(safe.array(), safe.begin(), safe.length());
    }

    /** Whether text has nothing that ends a line in a script, and no half of a character. */
    public static boolean isPlainLine(String text) {
        boolean breaks = text.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029);
        return !breaks && hasWholeCharacters(text);
    }

    /** Whether text has no half of a character, which UTF-8 cannot say. */
    public static boolean hasWholeCharacters(String text) {
        // A pair is one code point beyond the surrogates; a half is its own.
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static int firstBreak(byte[] utf8, int from, int end) {
        int at = from;
        while (at < end && utf8[at] != '\n' && utf8[at] != '\r' && !ScriptText.isSeparator(utf8, at, end)) {
            at++;
        }
        return at;
    }
}
