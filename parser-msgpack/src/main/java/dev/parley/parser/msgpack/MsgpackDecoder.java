package dev.parley.parser.msgpack;

import dev.parley.parser.msgpack.MsgpackInput.Kind;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.EventNames;
import dev.parley.protocol.parser.JsonArgs;
import dev.parley.protocol.parser.PacketDecoder;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads packets, each from one binary message; as strict as the official parser, and stricter with names. Stateless. */
final class MsgpackDecoder implements PacketDecoder {
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    private final JsonCodec codec;
    private final DecodeLimits limits;

    MsgpackDecoder(JsonCodec codec, DecodeLimits limits) {
        this.codec = codec;
        this.limits = limits;
    }

    /** The entries of a packet; of data only where they begin. */
    private static final class Entries {
        @Nullable MsgpackType type;

        @Nullable String namespace;

        long ackId = Packet.NO_ACK;
        int data = -1;
    }

    @Override
    public boolean isWaiting() {
        return false;
    }

    @Override
    public Packet decode(Payload message) {
        if (!(message instanceof BinaryPayload)) {
            throw new ProtocolViolation("text where MessagePack is due");
        }
        MsgpackInput in = new MsgpackInput(message);
        Entries entries = readEntries(in);
        if (!in.isAtEnd()) {
            throw new ProtocolViolation("bytes after MessagePack");
        }
        if (entries.type == null || entries.namespace == null) {
            throw new ProtocolViolation("packet without type or namespace");
        }
        return packet(entries.type, entries.namespace, entries, in, message.sizeBytes());
    }

    private Entries readEntries(MsgpackInput in) {
        if (in.read() != Kind.MAP) {
            throw new ProtocolViolation("packet is no map");
        }
        Entries entries = new Entries();
        for (int left = in.size; left > 0; left--) {
            if (in.read() != Kind.STRING) {
                throw new ProtocolViolation("name of an entry is no text");
            }
            switch (in.to - in.from > 4 ? "" : text(in)) {
                case "type" -> entries.type = MsgpackType.of(integer(in));
                case "nsp" -> entries.namespace = readNamespace(in);
                case "id" -> entries.ackId = readAckId(in);
                case "data" -> {
                    int begin = in.at;
                    entries.data = in.read() == Kind.UNDEFINED ? -1 : begin;
                    in.at = begin;
                    in.skip();
                }
                default -> in.skip();
            }
        }
        return entries;
    }

    private String readNamespace(MsgpackInput in) {
        if (in.read() != Kind.STRING || in.to == in.from || in.bytes[in.from] != '/') {
            throw new ProtocolViolation("namespace does not begin with a slash");
        }
        String namespace = in.to - in.from == 1 ? "/" : text(in);
        if (namespace.length() > limits.maxEventNameLength()) {
            throw new ProtocolViolation("namespace is too long");
        }
        return namespace;
    }

    private static long readAckId(MsgpackInput in) {
        int begin = in.at;
        if (in.read() == Kind.UNDEFINED) {
            return Packet.NO_ACK;
        }
        in.at = begin;
        long id = integer(in);
        if (id < 0 || id > MAX_SAFE_INTEGER) {
            throw new ProtocolViolation("acknowledgement id is too large");
        }
        return id;
    }

    private static long integer(MsgpackInput in) {
        if (in.read() != Kind.INTEGER) {
            throw new ProtocolViolation("no whole number where one is due");
        }
        return in.integer;
    }

    private Packet packet(MsgpackType type, String namespace, Entries entries, MsgpackInput in, int sizeBytes) {
        boolean hasData = entries.data >= 0;
        Kind kind = Kind.UNDEFINED;
        if (hasData) {
            in.at = entries.data;
            kind = in.read();
        }
        switch (type) {
            case CONNECT -> require(!hasData || kind == Kind.MAP, "connect data is not an object");
            case DISCONNECT -> require(!hasData, "disconnect with data");
            case CONNECT_ERROR ->
                require(kind == Kind.STRING || kind == Kind.MAP, "error data is neither text nor an object");
            case EVENT -> require(kind == Kind.ARRAY && in.size > 0, "event without a name");
            case ACK -> require(kind == Kind.ARRAY && entries.ackId != Packet.NO_ACK, "acknowledgement without an id");
        }
        return switch (type) {
            case CONNECT -> new Packet.Connect(namespace, hasData ? single(entries, in, sizeBytes) : Args.NONE);
            case DISCONNECT -> new Packet.Disconnect(namespace);
            case CONNECT_ERROR -> new Packet.ConnectError(namespace, single(entries, in, sizeBytes));
            case EVENT -> event(namespace, entries, in, sizeBytes);
            case ACK -> new Packet.Ack(namespace, args(in, in.size, sizeBytes), entries.ackId);
        };
    }

    private Packet event(String namespace, Entries entries, MsgpackInput in, int sizeBytes) {
        int size = in.size;
        String name = readName(in);
        return new Packet.Event(namespace, name, args(in, size - 1, sizeBytes), entries.ackId);
    }

    private String readName(MsgpackInput in) {
        return switch (in.read()) {
            case INTEGER -> Long.toString(in.integer);
            case WIDE_INTEGER -> Long.toUnsignedString(in.integer);
            case DECIMAL -> Double.toString(in.decimal);
            case STRING -> EventNames.checked(text(in), limits);
            default -> throw new ProtocolViolation("event name is neither text nor number");
        };
    }

    private Args single(Entries entries, MsgpackInput in, int sizeBytes) {
        in.at = entries.data;
        return args(in, 1, sizeBytes);
    }

    private Args args(MsgpackInput in, int size, int sizeBytes) {
        if (size == 0) {
            return Args.NONE;
        }
        MsgpackToJson transcoder = new MsgpackToJson(in, limits, sizeBytes);
        TextPayload json = transcoder.array(size);
        return JsonArgs.elements(codec, json, limits.json(), transcoder.attachments());
    }

    private static String text(MsgpackInput in) {
        return new String(in.bytes, in.from, in.to - in.from, StandardCharsets.UTF_8);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ProtocolViolation(otherwise);
        }
    }
}
