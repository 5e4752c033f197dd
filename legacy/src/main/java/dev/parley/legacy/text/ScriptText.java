package dev.parley.legacy.text;

import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;

/** Text inside scripts: for transports that answer with a call. Stateless; any thread. */
public final class ScriptText {
    private static final int LEAD_OF_SEPARATORS = 0xe2;

    private ScriptText() {}

    /** Where a literal stands, and what would end it there. */
    public enum Place {
        /** In a file of script: every {@code <} is escaped, so that no browser takes the file for a page. */
        FILE,
        /** Between script tags in a page: {@code /} is escaped, so that no closing tag appears, and {@code <} before {@code !}. */
        PAGE
    }

    /** A call: what stands before the literal, the literal, and what stands behind it. */
    public static TextPayload call(String before, Payload text, String after, Place place) {
        JsonOutput out =
                new JsonOutput(0, before.length() + text.sizeBytes() + text.sizeBytes() / 8 + after.length() + 8);
        out.ascii(before);
        literal(text, place, out);
        out.ascii(after);
        return TextPayload.ofUtf8(out.array(), out.begin(), out.length());
    }

    /** The text as a literal with its quotes, right in JSON and in scripts of any age. */
    private static void literal(Payload text, Place place, JsonOutput out) {
        byte[] utf8 = text.array();
        int end = text.offset() + text.sizeBytes();
        int plain = text.offset();
        out.raw('"');
        for (int i = plain; i < end; i++) {
            String escape = escape(utf8, i, end, place);
            if (!escape.isEmpty()) {
                out.raw(utf8, plain, i);
                out.ascii(escape);
                i += isSeparator(utf8, i, end) ? 2 : 0;
                plain = i + 1;
            }
        }
        out.raw(utf8, plain, end);
        out.raw('"');
    }

    private static String escape(byte[] utf8, int at, int end, Place place) {
        byte b = utf8[at];
        return switch (b) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '/' -> place == Place.PAGE ? "\\/" : "";
            case '<' -> place == Place.FILE || (at + 1 < end && utf8[at + 1] == '!') ? "\\u003c" : "";
            case (byte) LEAD_OF_SEPARATORS -> {
                if (isSeparator(utf8, at, end)) {
                    yield utf8[at + 2] == (byte) 0xa8 ? "\\u2028" : "\\u2029";
                }
                yield "";
            }
            default -> b >= 0 && b < ' ' ? String.format("\\u%04x", b) : "";
        };
    }

    /** Whether U+2028 or U+2029 begins here: they end lines in scripts, and not in JSON. */
    static boolean isSeparator(byte[] utf8, int at, int end) {
        return at + 2 < end
                && utf8[at] == (byte) LEAD_OF_SEPARATORS
                && utf8[at + 1] == (byte) 0x80
                && (utf8[at + 2] == (byte) 0xa8 || utf8[at + 2] == (byte) 0xa9);
    }
}
