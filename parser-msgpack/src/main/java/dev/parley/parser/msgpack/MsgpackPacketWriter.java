package dev.parley.parser.msgpack;

import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.json.JsonCodec.BinarySink;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.EncodedPacket;
import dev.parley.protocol.parser.JsonArgs;
import dev.parley.protocol.payload.BinaryPayload;
import java.util.ArrayList;
import java.util.List;

/** Writes one packet: its values as JSON first, as the JSON library gives them, then as MessagePack. One call, one object. */
final class MsgpackPacketWriter implements Packet.Receiver, BinarySink {
    private static final int TYPICAL_BYTES = 200;

    private final JsonCodec codec;
    private final JsonOutput json = new JsonOutput(0, TYPICAL_BYTES);
    private final MsgpackOutput out = new MsgpackOutput(TYPICAL_BYTES);
    private final List<BinaryPayload> attachments = new ArrayList<>(0);

    private MsgpackPacketWriter(JsonCodec codec) {
        this.codec = codec;
    }

    static EncodedPacket write(JsonCodec codec, Packet packet, boolean compressible) {
        MsgpackPacketWriter writer = new MsgpackPacketWriter(codec);
        packet.deliverTo(writer);
        return EncodedPacket.of(writer.out.payload(), compressible);
    }

    @Override
    public void connect(Packet.Connect packet) {
        single(MsgpackType.CONNECT, packet.namespace(), packet.data());
    }

    @Override
    public void connectError(Packet.ConnectError packet) {
        single(MsgpackType.CONNECT_ERROR, packet.namespace(), packet.data());
    }

    @Override
    public void disconnect(Packet.Disconnect packet) {
        single(MsgpackType.DISCONNECT, packet.namespace(), Args.NONE);
    }

    @Override
    public void event(Packet.Event packet) {
        begin(MsgpackType.EVENT, packet.wantsAck() ? 4 : 3);
        json.raw('[');
        json.string(packet.name());
        if (packet.args().size() > 0) {
            json.raw(',');
            JsonArgs.write(packet.args(), codec, json, this);
        }
        json.raw(']');
        data();
        if (packet.wantsAck()) {
            id(packet.ackId());
        }
        namespace(packet.namespace());
    }

    @Override
    public void ack(Packet.Ack packet) {
        begin(MsgpackType.ACK, 4);
        json.raw('[');
        JsonArgs.write(packet.args(), codec, json, this);
        json.raw(']');
        data();
        id(packet.ackId());
        namespace(packet.namespace());
    }

    private void single(MsgpackType type, String namespace, Args value) {
        boolean hasData = value.size() > 0;
        begin(type, hasData ? 3 : 2);
        if (hasData) {
            JsonArgs.write(value, codec, json, this);
            data();
        }
        namespace(namespace);
    }

    private void begin(MsgpackType type, int entries) {
        out.map(entries);
        out.string("type");
        out.integer(type.number());
    }

    private void data() {
        out.string("data");
        new JsonToMsgpack(json.array(), json.begin(), json.begin() + json.length(), attachments, out).write();
    }

    private void id(long ackId) {
        out.string("id");
        out.integer(ackId);
    }

    private void namespace(String namespace) {
        out.string("nsp");
        out.string(namespace);
    }

    @Override
    public int add(BinaryPayload value) {
        attachments.add(value);
        return attachments.size() - 1;
    }
}
