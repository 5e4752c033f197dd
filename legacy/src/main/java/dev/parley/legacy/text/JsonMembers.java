package dev.parley.legacy.text;

import dev.parley.protocol.json.JsonLimits;
import dev.parley.protocol.json.JsonScalars;
import dev.parley.protocol.json.JsonScanner;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of one JSON object, found and not bound. Immutable; any thread. */
public final class JsonMembers {
    private final Map<String, Slice> members;

    private JsonMembers(Map<String, Slice> members) {
        this.members = members;
    }

    /**
     * The members of the object in a slice, or null if it is JSON of another kind. Of a repeated name the last counts.
     *
     * @throws dev.parley.protocol.frame.ProtocolViolation if it is not JSON, or over a limit
     */
    public static @Nullable JsonMembers of(byte[] json, int begin, int end, JsonLimits limits) {
        JsonScanner scan = JsonScanner.scan(json, begin, end - begin, limits, 0);
        return scan.kind() == '{' ? new JsonMembers(new Walk(json, scan.whole()[0] + 1).members()) : null;
    }

    /** Where the value of a member lies, or null. */
    public @Nullable Slice find(String name) {
        return members.get(name);
    }

    /** How many there are. */
    public int size() {
        return members.size();
    }

    /**
     * A value.
     *
     * @param begin its first byte
     * @param end behind its last byte
     */
    public record Slice(int begin, int end) {}

    /** Walks over text that is known to be right, so that every step finds its end. */
    private static final class Walk {
        private final byte[] json;
        private int at;

        Walk(byte[] json, int at) {
            this.json = json;
            this.at = at;
        }

        Map<String, Slice> members() {
            Map<String, Slice> members = new HashMap<>(4);
            skipSpace();
            while (json[at] == '"') {
                int nameBegin = at;
                skipString();
                String name = JsonScalars.string(json, nameBegin, at);
                skipSpace();
                at++; // the colon
                skipSpace();
                int begin = at;
                skipValue();
                members.put(name, new Slice(begin, at));
                skipSpace();
                if (json[at] == ',') {
                    at++;
                    skipSpace();
                }
            }
            return members;
        }

        private void skipValue() {
            int depth = 0;
            do {
                switch (json[at]) {
                    case '"' -> skipString();
                    case '{', '[' -> {
                        depth++;
                        at++;
                    }
                    case '}', ']' -> {
                        depth--;
                        at++;
                    }
                    default -> at++;
                }
            } while (depth > 0 || !isEnd());
        }

        private boolean isEnd() {
            byte b = json[at];
            return b == ',' || b == '}' || b == ']' || b <= ' ';
        }

        private void skipString() {
            at++;
            while (json[at] != '"') {
                at += json[at] == '\\' ? 2 : 1;
            }
            at++;
        }

        private void skipSpace() {
            while (json[at] <= ' ' && json[at] >= 0) {
                at++;
            }
        }
    }
}
