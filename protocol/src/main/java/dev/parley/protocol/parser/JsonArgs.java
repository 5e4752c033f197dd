package dev.parley.protocol.parser;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.json.JsonCodec.BinarySink;
import dev.parley.protocol.json.JsonLimits;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.json.JsonScanner;
import dev.parley.protocol.json.RawJson;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.ExtendedArgs;
import dev.parley.protocol.packet.TextMap;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arguments as JSON, for packets in whatever format carries it. Stateless; any thread. */
public final class JsonArgs {
    private JsonArgs() {}

    /**
     * Arguments that are the elements of the array in a slice of valid UTF-8, which is checked here and bound later.
     *
     * @throws ProtocolViolation if it is not JSON, not an array, or over a limit
     */
    public static Args elements(JsonCodec codec, byte[] json, int begin, int end, JsonLimits limits) {
        JsonScanner scan = JsonScanner.scan(json, begin, end - begin, limits, 0);
        if (scan.kind() != '[') {
            throw new ProtocolViolation("data is not an array");
        }
        return new ReceivedArgs(codec, json, scan.bounds(), 0, scan.size(), scan.placeholders(), List.of());
    }

    /**
     * Arguments that are the elements of an array, which is checked here and bound later.
     *
     * @param attachments what the placeholders in it refer to; each is named at least once
     * @throws ProtocolViolation if it is not JSON, not an array, over a limit, or has wrong placeholders
     */
    public static Args elements(JsonCodec codec, TextPayload json, JsonLimits limits, List<BinaryPayload> attachments) {
        JsonScanner scan = JsonScanner.scan(json.array(), json.offset(), json.sizeBytes(), limits, attachments.size());
        if (scan.kind() != '[') {
            throw new ProtocolViolation("data is not an array");
        }
        return new ReceivedArgs(codec, json.array(), scan.bounds(), 0, scan.size(), scan.placeholders(), attachments);
    }

    /**
     * One argument: the value in a slice of valid UTF-8, which is checked here and bound later.
     *
     * @throws ProtocolViolation if it is not JSON, or over a limit
     */
    public static Args value(JsonCodec codec, byte[] json, int begin, int end, JsonLimits limits) {
        JsonScanner scan = JsonScanner.scan(json, begin, end - begin, limits, 0);
        return new ReceivedArgs(codec, json, scan.whole(), 0, 1, scan.placeholders(), List.of());
    }

    /** Writes arguments with commas between them and no brackets. */
    public static void write(Args args, JsonCodec codec, JsonOutput out, BinarySink sink) {
        write(args, false, codec, out, sink);
    }

    static void write(Args args, boolean commaFirst, JsonCodec codec, JsonOutput out, BinarySink sink) {
        if (args instanceof ReceivedArgs received) {
            if (commaFirst && received.size() > 0) {
                out.raw(',');
            }
            received.writeTo(out, sink);
            return;
        }
        if (args instanceof ExtendedArgs extended) {
            write(extended.head(), commaFirst, codec, out, sink);
            if (commaFirst || extended.size() > 1) {
                out.raw(',');
            }
            write(extended.last(), codec, out, sink);
            return;
        }
        for (int i = 0; i < args.size(); i++) {
            if (commaFirst || i > 0) {
                out.raw(',');
            }
            write(args.get(i), codec, out, sink);
        }
    }

    /** What is common is written here; the JSON library writes the rest. */
    private static void write(@Nullable Object value, JsonCodec codec, JsonOutput out, BinarySink sink) {
        if (value instanceof String text) {
            out.string(text);
        } else if (value == null) {
            out.ascii("null");
        } else if (value instanceof Integer || value instanceof Long) {
            out.number(((Number) value).longValue());
        } else if (value instanceof Boolean) {
            out.ascii(value.toString());
        } else if (value instanceof Double number) {
            out.number(number.doubleValue());
        } else if (value instanceof RawJson raw) {
            raw.writeTo(out, sink);
        } else if (value instanceof TextMap map) {
            write(map, out);
        } else if (value instanceof byte[] bytes) {
            out.placeholder(sink.add(BinaryPayload.of(bytes)));
        } else if (value instanceof BinaryPayload bytes) {
            out.placeholder(sink.add(bytes));
        } else if (value instanceof ByteBuffer buffer) {
            out.placeholder(sink.add(BinaryPayload.copyOf(buffer)));
        } else {
            codec.write(value, out, sink);
        }
    }

    private static void write(TextMap map, JsonOutput out) {
        for (int i = 0; i < map.size(); i++) {
            out.raw(i == 0 ? '{' : ',');
            out.string(map.name(i));
            out.raw(':');
            out.string(map.text(i));
        }
        out.ascii(map.isEmpty() ? "{}" : "}");
    }
}
