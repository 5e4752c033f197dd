package dev.parley.parser.msgpack;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes received MessagePack as JSON with placeholders for binary values, without recursion. One call, one object.
 *
 * <p>No value grows by more than a factor of six, but small binary ones, whose number is limited.
 */
final class MsgpackToJson {
    private static final int MAX_BINARY_VALUES = 10_000;
    private static final String MARK = "_placeholder";

    private final MsgpackInput in;
    private final DecodeLimits limits;
    private final JsonOutput out;
    private final List<BinaryPayload> attachments = new ArrayList<>(0);
    private long attachmentBytes;

    /** Elements or entries still to come, of each open array (positive) or map (negative). */
    private int[] open = new int[8];

    private int depth;

    MsgpackToJson(MsgpackInput in, DecodeLimits limits, int sizeBytes) {
        this.in = in;
        this.limits = limits;
        this.out = new JsonOutput(0, sizeBytes + sizeBytes / 4 + 16);
    }

    List<BinaryPayload> attachments() {
        return attachments;
    }

    /** The next values, as an array of them. */
    TextPayload array(int size) {
        out.raw('[');
        if (size > 0) {
            push(size);
            while (depth > 0) {
                value();
            }
        } else {
            out.raw(']');
        }
        return TextPayload.ofUtf8(out.array(), out.begin(), out.length());
    }

    private void value() {
        switch (in.read()) {
            case NIL, UNDEFINED -> out.ascii("null");
            case FALSE -> out.ascii("false");
            case TRUE -> out.ascii("true");
            case INTEGER -> out.number(in.integer);
            case WIDE_INTEGER -> out.ascii(Long.toUnsignedString(in.integer));
            case DECIMAL -> out.number(in.decimal);
            case STRING -> out.string(in.bytes, in.from, in.to);
            case BINARY -> attach();
            case TIME -> out.string(in.time.toString());
            case ARRAY -> {
                out.raw('[');
                if (in.size > 0) {
                    push(in.size);
                    return;
                }
                out.raw(']');
            }
            case MAP -> {
                out.raw('{');
                if (in.size > 0) {
                    push(-in.size);
                    name();
                    return;
                }
                out.raw('}');
            }
        }
        afterValue();
    }

    private void push(int size) {
        if (depth == limits.maxDepth()) {
            throw new ProtocolViolation("MessagePack is nested too deeply");
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
        }
        open[depth++] = size;
    }

    /** Closes what is complete, and goes on to the next value of what is not. */
    private void afterValue() {
        while (depth > 0) {
            int left = open[depth - 1];
            if (left > 1) {
                open[depth - 1] = left - 1;
                out.raw(',');
                return;
            }
            if (left < -1) {
                open[depth - 1] = left + 1;
                out.raw(',');
                name();
                return;
            }
            out.raw(left == 1 ? ']' : '}');
            depth--;
        }
    }

    /** The name of an entry; whole numbers are names, too, as in JavaScript. */
    private void name() {
        MsgpackInput.Kind kind = in.read();
        if (kind == MsgpackInput.Kind.STRING) {
            if (in.to - in.from > limits.maxNameLength()) {
                throw new ProtocolViolation("a name in MessagePack is too long");
            }
            writeName();
        } else if (kind == MsgpackInput.Kind.INTEGER) {
            out.raw('"');
            out.number(in.integer);
            out.raw('"');
        } else {
            throw new ProtocolViolation("a name in MessagePack is neither text nor a whole number");
        }
        out.raw(':');
    }

    /** An object of the peer's that looks like a placeholder must not be taken for one: an escape tells them apart. */
    private void writeName() {
        if (in.to - in.from == MARK.length()
                && new String(in.bytes, in.from, MARK.length(), StandardCharsets.UTF_8).equals(MARK)) {
            out.raw('"');
            out.escaped('_');
            out.ascii(MARK.substring(1));
            out.raw('"');
        } else {
            out.string(in.bytes, in.from, in.to);
        }
    }

    private void attach() {
        BinaryPayload value = in.binary();
        attachmentBytes += value.sizeBytes();
        if (attachments.size() == MAX_BINARY_VALUES || attachmentBytes > limits.maxAttachmentBytes()) {
            throw new ProtocolViolation("too many binary values");
        }
        out.placeholder(attachments.size());
        attachments.add(value);
    }
}
