package dev.parley.parser.msgpack;

import dev.parley.protocol.json.JsonScalars;
import dev.parley.protocol.json.Placeholders;
import dev.parley.protocol.payload.BinaryPayload;
import java.util.Arrays;
import java.util.List;

/**
 * Writes JSON of our own as MessagePack, without recursion. MessagePack wants the size of an array or map before its
 * elements, so the text is read twice: once to count, once to write. One call, one object.
 */
final class JsonToMsgpack {
    private final byte[] json;
    private final int begin;
    private final int end;
    private final List<BinaryPayload> attachments;
    private final MsgpackOutput out;

    /** The sizes of arrays and objects, in the order in which they begin. */
    private int[] sizes = new int[8];

    JsonToMsgpack(byte[] json, int begin, int end, List<BinaryPayload> attachments, MsgpackOutput out) {
        this.json = json;
        this.begin = begin;
        this.end = end;
        this.attachments = attachments;
        this.out = out;
    }

    void write() {
        count();
        int containers = 0;
        int at = begin;
        while (at < end) {
            switch (json[at]) {
                case '{' -> {
                    int number = attachmentAt(at);
                    if (number >= 0) {
                        out.binary(attachments.get(number));
                        at = placeholderEnd(at);
                    } else {
                        out.map(sizes[containers++]);
                        at++;
                    }
                }
                case '[' -> {
                    out.array(sizes[containers++]);
                    at++;
                }
                case '"' -> at = writeString(at);
                case ',', ':', ']', '}', ' ', '\t', '\n', '\r' -> at++;
                default -> at = writeScalar(at);
            }
        }
    }

    /** Elements of an array are its values; entries of an object are its colons. */
    private void count() {
        int[] open = new int[8];
        int depth = 0;
        int containers = 0;
        int at = begin;
        while (at < end) {
            byte b = json[at];
            boolean isValue = ",:]} \t\n\r".indexOf(b) < 0;
            if (depth > 0 && (isValue ? json[open[2 * depth - 1]] == '[' : b == ':')) {
                sizes[open[2 * depth - 2]]++;
            }
            if (b == '{' && attachmentAt(at) >= 0) {
                at = placeholderEnd(at);
                continue;
            }
            if (b == '{' || b == '[') {
                if (containers == sizes.length) {
                    sizes = Arrays.copyOf(sizes, 2 * containers);
                }
                if (2 * depth == open.length) {
                    open = Arrays.copyOf(open, 2 * open.length);
                }
                open[2 * depth] = containers++;
                open[2 * depth + 1] = at;
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
            at = b == '"' ? stringEnd(at) : isValue && b != '{' && b != '[' ? scalarEnd(at) : at + 1;
        }
    }

    private int attachmentAt(int at) {
        return attachments.isEmpty() ? -1 : Placeholders.numberAt(json, at, end);
    }

    private int placeholderEnd(int at) {
        int after = at;
        while (json[after] != '}') {
            after++;
        }
        return after + 1;
    }

    private int stringEnd(int at) {
        int after = at + 1;
        while (json[after] != '"') {
            after += json[after] == '\\' ? 2 : 1;
        }
        return after + 1;
    }

    private int scalarEnd(int at) {
        int after = at;
        while (after < end && ",]} \t\n\r".indexOf(json[after]) < 0) {
            after++;
        }
        return after;
    }

    private int writeString(int at) {
        int after = stringEnd(at);
        if (JsonScalars.hasEscapes(json, at, after)) {
            out.string(JsonScalars.string(json, at, after));
        } else {
            out.string(json, at + 1, after - 1);
        }
        return after;
    }

    private int writeScalar(int at) {
        int after = scalarEnd(at);
        switch (json[at]) {
            case 'n' -> out.nil();
            case 't' -> out.bool(true);
            case 'f' -> out.bool(false);
            default -> writeNumber(JsonScalars.number(json, at, after));
        }
        return after;
    }

    private void writeNumber(Number number) {
        if (number instanceof Double) {
            out.decimal(number.doubleValue());
        } else {
            out.integer(number.longValue());
        }
    }
}
