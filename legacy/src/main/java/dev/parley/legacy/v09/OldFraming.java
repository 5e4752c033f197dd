package dev.parley.legacy.v09;

import dev.parley.legacy.text.ScriptText;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;

/**
 * Frames of clients 0.7 to 0.9, which do not know that their packets are of two layers: heartbeats, noops and the end of
 * a session are frames, everything else is a message. Stateless; any thread.
 */
enum OldFraming implements Framing {
    /** As it is: websockets and bodies. */
    PLAIN {
        @Override
        Payload wrap(Payload packet) {
            return packet;
        }
    },
    /** As a script in the endless page of {@code htmlfile}. */
    SCRIPT {
        @Override
        Payload wrap(Payload packet) {
            return ScriptText.call("<script>_(", packet, ");</script>", ScriptText.Place.PAGE);
        }
    },
    /** As a part of the endless answer of {@code xhr-multipart}. */
    PART {
        @Override
        Payload wrap(Payload packet) {
            return TextPayload.of("Content-Type: text/plain\n\n" + packet + "\n--socketio\n");
        }
    };

    private static final Payload HEARTBEAT = TextPayload.of("2::");
    private static final Payload NOOP = TextPayload.of("8::");
    private static final Payload END = TextPayload.of("0::");

    /** Puts a packet into the form of its transport. */
    abstract Payload wrap(Payload packet);

    /** Binary messages have no meaning in this generation; the decoder of packets ignores them. */
    @Override
    public Frame decode(Payload message) {
        return message instanceof BinaryPayload ? Frame.message(message) : read((TextPayload) message);
    }

    static Frame read(TextPayload text) {
        byte first = text.firstByte();
        PacketText packet = first == '0' || first == '2' ? PacketText.parse(text) : null;
        if (packet != null && packet.kind() == PacketKind.HEARTBEAT) {
            return Frame.PONG;
        }
        return packet != null && packet.endpoint().isEmpty() ? Frame.CLOSE : Frame.message(text);
    }

    @Override
    public Payload encode(Frame frame) {
        return switch (frame.type()) {
            case OPEN, MESSAGE -> wrap(frame.data());
            case PING, PONG -> wrap(HEARTBEAT);
            case CLOSE -> wrap(END);
            case NOOP, UPGRADE -> wrap(NOOP);
        };
    }
}
