package dev.parley.protocol.parser;

import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.json.JsonCodec.BinarySink;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.json.RawJson;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.ExtendedArgs;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one packet. The digit of an engine message is left in front of the text, so that framing it copies nothing
 * (see {@link TextPayload#precededBy}). One call, one object.
 */
final class PacketWriter implements Packet.Receiver, BinarySink {
    /** In front: the engine's digit, the type, up to ten digits of attachments, a dash. */
    private static final int HEADROOM = 13;

    private static final char ENGINE_MESSAGE = '4';
    private static final int TYPICAL_VALUE_BYTES = 24;
    private static final int TYPICAL_OBJECT_BYTES = 120;

    private final JsonCodec codec;
    private final JsonOutput out;
    private @Nullable List<BinaryPayload> attachments;

    private PacketWriter(JsonCodec codec, int capacity) {
        this.codec = codec;
        this.out = new JsonOutput(HEADROOM, capacity);
    }

    static EncodedPacket write(JsonCodec codec, Packet packet, boolean compressible) {
        PacketWriter writer = new PacketWriter(codec, estimate(packet));
        if (packet instanceof Packet.Event event) {
            // Nearly all are. Connections of clients are delivered events, too: without that detour the compiler
            // sees what is called here, and does without objects for the writer and its output.
            writer.event(event);
        } else {
            packet.deliverTo(writer);
        }
        return writer.finish(compressible);
    }

    private EncodedPacket finish(boolean compressible) {
        out.prepend(ENGINE_MESSAGE);
        TextPayload text = TextPayload.ofUtf8(out.array(), out.begin() + 1, out.length() - 1);
        return attachments == null
                ? EncodedPacket.of(text, compressible)
                : EncodedPacket.of(text, attachments, compressible);
    }

    @Override
    public void connect(Packet.Connect packet) {
        namespace(packet.namespace());
        arguments(packet.data(), false);
        out.prepend(PacketType.CONNECT.digit());
    }

    @Override
    public void connectError(Packet.ConnectError packet) {
        namespace(packet.namespace());
        arguments(packet.data(), false);
        out.prepend(PacketType.CONNECT_ERROR.digit());
    }

    @Override
    public void disconnect(Packet.Disconnect packet) {
        namespace(packet.namespace());
        out.prepend(PacketType.DISCONNECT.digit());
    }

    @Override
    public void event(Packet.Event packet) {
        namespace(packet.namespace());
        if (packet.wantsAck()) {
            out.number(packet.ackId());
        }
        out.raw('[');
        out.string(packet.name());
        arguments(packet.args(), true);
        out.raw(']');
        type(PacketType.EVENT, PacketType.BINARY_EVENT);
    }

    @Override
    public void ack(Packet.Ack packet) {
        namespace(packet.namespace());
        out.number(packet.ackId());
        out.raw('[');
        arguments(packet.args(), false);
        out.raw(']');
        type(PacketType.ACK, PacketType.BINARY_ACK);
    }

    private void namespace(String namespace) {
        if (namespace.length() != 1) {
            out.utf8(namespace);
            out.raw(',');
        }
    }

    private void type(PacketType plain, PacketType binary) {
        if (attachments == null) {
            out.prepend(plain.digit());
        } else {
            out.prepend('-');
            out.prepend(attachments.size());
            out.prepend(binary.digit());
        }
    }

    private void arguments(Args args, boolean commaFirst) {
        JsonArgs.write(args, commaFirst, codec, out, this);
    }

    @Override
    public int add(BinaryPayload value) {
        if (attachments == null) {
            attachments = new ArrayList<>(2);
        }
        attachments.add(value);
        return attachments.size() - 1;
    }

    /** About how long the packet will be, so that the array seldom grows and seldom has much to spare. */
    private static int estimate(Packet packet) {
        int bytes = 16 + packet.namespace().length();
        if (packet instanceof Packet.Event event) {
            return bytes + event.name().length() + estimate(event.args());
        }
        return packet instanceof Packet.Ack ack ? bytes + estimate(ack.args()) : bytes + TYPICAL_OBJECT_BYTES;
    }

    private static int estimate(Args args) {
        if (args instanceof ReceivedArgs received) {
            return received.sizeBytes() + 1;
        }
        if (args instanceof ExtendedArgs extended) {
            return estimate(extended.head()) + TYPICAL_VALUE_BYTES;
        }
        int bytes = 0;
        for (int i = 0; i < args.size(); i++) {
            Object value = args.get(i);
            if (value instanceof String text) {
                bytes += text.length() + 3;
            } else if (value instanceof RawJson raw) {
                bytes += raw.sizeBytes() + 1;
            } else {
                bytes += value == null || value instanceof Number ? TYPICAL_VALUE_BYTES : TYPICAL_OBJECT_BYTES;
            }
        }
        return bytes;
    }
}
