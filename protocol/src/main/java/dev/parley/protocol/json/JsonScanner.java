package dev.parley.protocol.json;

import dev.parley.protocol.frame.ProtocolViolation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Checks one JSON text strictly (RFC 8259) in one pass, without recursion, and notes where the elements of its
 * outermost array lie. Nothing is bound and no string is made. What it allocates grows with what was read, never with
 * what the peer claims.
 *
 * <p>The bytes are valid UTF-8 already. In a text with attachments, the objects that stand for them are found, too:
 * each must consist of exactly {@code "_placeholder":true} and {@code "num"}, a whole number in range, and each
 * attachment must be named at least once.
 *
 * <p><b>Threads:</b> one call, one object.
 */
public final class JsonScanner {
    private static final int WORD_BITS = 64;

    private final byte[] json;
    private final int end;
    private final JsonLimits limits;
    private final Placeholders placeholders;

    private int at;
    private int depth;

    /** One bit per open array or object, 1 for objects; the first 64 levels, then the rest. */
    private long shallow;

    private long @Nullable [] deep;

    /** Begin and end of each element of the outermost array, in turn; room for the name of an event and an argument. */
    private int[] bounds = new int[4];

    private int count;
    private int wholeBegin;
    private int wholeEnd;

    private JsonScanner(byte[] json, int offset, int length, JsonLimits limits, int attachments) {
        this.json = json;
        this.at = offset;
        this.end = offset + length;
        this.limits = limits;
        this.placeholders = attachments == 0 ? Placeholders.NONE : new Placeholders(attachments);
    }

    /**
     * Checks a text.
     *
     * @param attachments how many placeholders must refer to; if 0, nothing is a placeholder
     * @return what was found
     * @throws ProtocolViolation if it is not JSON, is over a limit, or has wrong placeholders
     */
    public static JsonScanner scan(byte[] json, int offset, int length, JsonLimits limits, int attachments) {
        JsonScanner scanner = new JsonScanner(json, offset, length, limits, attachments);
        scanner.skipSpace();
        scanner.scanText();
        scanner.placeholders.requireAllNamed();
        return scanner;
    }

    /** The number of elements of the outermost array; 0 if the text is not an array. */
    public int size() {
        return count;
    }

    /** Where the elements of the outermost array begin and end, in turn; possibly longer than needed. */
    public int[] bounds() {
        return bounds;
    }

    /** The first byte of the text: what kind of value it is. */
    public byte kind() {
        return json[wholeBegin];
    }

    /** Begin and end of the whole value, without white space around it. */
    public int[] whole() {
        return new int[] {wholeBegin, wholeEnd};
    }

    /** Where placeholders were found. */
    public Placeholders placeholders() {
        return placeholders;
    }

    private void scanText() {
        while (true) {
            noteBegin();
            if (scanValue()) {
                continue; // an array or object was opened and is not empty: its first value
            }
            noteEnd();
            if (!scanSeparator()) {
                return;
            }
        }
    }

    /** Reads a value, or the opening of a container; true if a value inside it follows. */
    private boolean scanValue() {
        switch (peek()) {
            case '{' -> {
                return openObject();
            }
            case '[' -> {
                return openArray();
            }
            case '"' -> skipString();
            case 't' -> skipLiteral("true");
            case 'f' -> skipLiteral("false");
            case 'n' -> skipLiteral("null");
            default -> skipNumber();
        }
        return false;
    }

    private boolean openObject() {
        if (!placeholders.isEmpty()) {
            int after = placeholders.matchAt(json, at, end);
            if (after >= 0) {
                at = after;
                return false;
            }
        }
        push(true);
        if (peek() == '}') {
            at++;
            depth--;
            return false;
        }
        skipName();
        return true;
    }

    private boolean openArray() {
        push(false);
        if (peek() == ']') {
            at++;
            depth--;
            return false;
        }
        return true;
    }

    private void push(boolean object) {
        at++;
        int level = depth++;
        if (depth > limits.maxDepth()) {
            throw new ProtocolViolation("JSON is nested too deeply");
        }
        if (level < WORD_BITS) {
            long bit = 1L << level;
            shallow = object ? shallow | bit : shallow & ~bit;
        } else {
            pushDeep(level - WORD_BITS, object);
        }
        skipSpace();
    }

    private void pushDeep(int level, boolean object) {
        if (deep == null) {
            deep = new long[(limits.maxDepth() + WORD_BITS - 1) / WORD_BITS];
        }
        long bit = 1L << level;
        int word = level / WORD_BITS;
        deep[word] = object ? deep[word] | bit : deep[word] & ~bit;
    }

    private boolean isInObject() {
        int level = depth - 1;
        if (level < WORD_BITS) {
            return ((shallow >>> level) & 1) != 0;
        }
        return deep != null && ((deep[level / WORD_BITS - 1] >>> level) & 1) != 0;
    }

    /** Reads what follows a value: closings, and a comma; false at the end of the text. */
    private boolean scanSeparator() {
        while (true) {
            skipSpace();
            if (depth == 0) {
                if (at != end) {
                    throw new ProtocolViolation("text after JSON");
                }
                return false;
            }
            boolean inObject = isInObject();
            byte next = peek();
            at++;
            if (next == ',') {
                skipSpace();
                if (inObject) {
                    skipName();
                }
                return true;
            }
            if (next != (inObject ? '}' : ']')) {
                throw malformed();
            }
            depth--;
            noteEnd();
        }
    }

    private void noteBegin() {
        if (depth == 0) {
            wholeBegin = at;
        } else if (depth == 1 && (shallow & 1) == 0) {
            int slot = count * 2;
            if (slot == bounds.length) {
                bounds = Arrays.copyOf(bounds, slot * 2);
            }
            bounds[slot] = at;
            count++;
        }
    }

    private void noteEnd() {
        if (depth == 0) {
            wholeEnd = at;
        } else if (depth == 1 && (shallow & 1) == 0) {
            bounds[count * 2 - 1] = at;
        }
    }

    private void skipName() {
        int begin = at;
        if (peek() != '"') {
            throw malformed();
        }
        skipString();
        int finish = at;
        if (finish - begin - 2 > limits.maxNameLength()) {
            throw new ProtocolViolation("a name in JSON is too long");
        }
        skipSpace();
        if (peek() != ':') {
            throw malformed();
        }
        at++;
        skipSpace();
        if (!placeholders.isEmpty() && peek() == 't' && Placeholders.isMark(json, begin, finish)) {
            throw new ProtocolViolation("malformed placeholder");
        }
    }

    private void skipString() {
        int from = at + 1;
        while (true) {
            int stop = StringRun.end(json, from, end);
            if (stop == end) {
                throw malformed();
            }
            byte b = json[stop];
            if (b == '"') {
                at = stop + 1;
                return;
            }
            if (b != '\\') {
                throw new ProtocolViolation("control character in JSON");
            }
            from = skipEscape(stop + 1);
        }
    }

    private int skipEscape(int from) {
        if (from == end) {
            throw malformed();
        }
        switch (json[from]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return from + 1;
            }
            case 'u' -> {
                for (int i = from + 1; i <= from + 4; i++) {
                    if (i >= end || Character.digit(json[i], 16) < 0) {
                        throw malformed();
                    }
                }
                return from + 5;
            }
            default -> throw malformed();
        }
    }

    private void skipLiteral(String literal) {
        int length = literal.length();
        if (end - at < length) {
            throw malformed();
        }
        for (int i = 0; i < length; i++) {
            if (json[at + i] != literal.charAt(i)) {
                throw malformed();
            }
        }
        at += length;
    }

    private void skipNumber() {
        int begin = at;
        if (json[at] == '-') {
            at++;
        }
        if (at < end && json[at] == '0') {
            at++;
        } else {
            skipDigits();
        }
        if (at < end && json[at] == '.') {
            at++;
            skipDigits();
        }
        if (at < end && (json[at] | 0x20) == 'e') {
            at++;
            if (at < end && (json[at] == '+' || json[at] == '-')) {
                at++;
            }
            skipDigits();
        }
        if (at - begin > limits.maxNumberLength()) {
            throw new ProtocolViolation("a number in JSON is too long");
        }
    }

    private void skipDigits() {
        int begin = at;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        if (at == begin) {
            throw malformed();
        }
    }

    private void skipSpace() {
        while (at < end && json[at] <= ' ' && isSpace(json[at])) {
            at++;
        }
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private byte peek() {
        if (at >= end) {
            throw malformed();
        }
        return json[at];
    }

    private static ProtocolViolation malformed() {
        return new ProtocolViolation("malformed JSON");
    }
}
