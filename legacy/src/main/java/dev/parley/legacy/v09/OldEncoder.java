package dev.parley.legacy.v09;

import dev.parley.legacy.text.JsonText;
import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.json.JsonScalars;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.EncodedPacket;
import dev.parley.protocol.parser.JsonArgs;
import dev.parley.protocol.parser.NotExpressibleException;
import dev.parley.protocol.parser.PacketEncoder;
import dev.parley.protocol.payload.TextPayload;

/**
 * Writes packets for clients 0.7 to 0.9. The event {@code message} with one argument is written as what their
 * {@code send} writes; acknowledgements are always asked for with a plus, because clients never answer an event without.
 *
 * <p><b>Threads:</b> any; no state.
 */
final class OldEncoder implements PacketEncoder {
    private final JsonCodec codec;

    OldEncoder(JsonCodec codec) {
        this.codec = codec;
    }

    @Override
    public EncodedPacket encode(Packet packet, boolean compressible) {
        Writer writer = new Writer(codec);
        packet.deliverTo(writer);
        return EncodedPacket.of(writer.finish(), compressible);
    }

    /** One packet. */
    private static final class Writer implements Packet.Receiver {
        private final JsonCodec codec;
        private JsonOutput out = new JsonOutput(0, 128);
        private boolean hasBinary;

        /** Where JSON begins. */
        private int json;

        Writer(JsonCodec codec) {
            this.codec = codec;
        }

        TextPayload finish() {
            if (hasBinary) {
                throw new NotExpressibleException(
                        "binary data cannot be sent to clients 0.7 to 0.9 (send text, such as base64)");
            }
            return JsonText.onOneLine(out, json);
        }

        @Override
        public void connect(Packet.Connect packet) {
            head(PacketKind.CONNECT, packet.namespace(), Packet.NO_ACK);
        }

        @Override
        public void connectError(Packet.ConnectError packet) {
            head(PacketKind.ERROR, packet.namespace(), Packet.NO_ACK);
            Object reason = packet.data().get(0);
            if (reason instanceof String text && text.equalsIgnoreCase(OldConnectRules.UNAUTHORIZED)) {
                out.ascii(":2");
            }
        }

        @Override
        public void disconnect(Packet.Disconnect packet) {
            head(PacketKind.DISCONNECT, packet.namespace(), Packet.NO_ACK);
        }

        @Override
        public void event(Packet.Event packet) {
            if (packet.args().size() == 1 && packet.name().equals("message")) {
                message(packet);
                return;
            }
            head(PacketKind.EVENT, packet.namespace(), packet.ackId());
            out.raw(':');
            out.ascii("{\"name\":");
            out.string(packet.name());
            if (packet.args().size() > 0) {
                out.ascii(",\"args\":[");
                arguments(packet.args());
                out.raw(']');
            }
            out.raw('}');
        }

        /** As text if the value is text that all clients can read so, else as JSON. */
        private void message(Packet.Event packet) {
            JsonOutput head = out;
            out = new JsonOutput(0, 64);
            arguments(packet.args());
            JsonOutput value = out;
            out = head;
            int begin = value.begin();
            int end = begin + value.length();
            String text = value.array()[begin] == '"' ? JsonScalars.string(value.array(), begin, end) : null;
            if (text != null && JsonText.isPlainLine(text)) {
                head(PacketKind.MESSAGE, packet.namespace(), packet.ackId());
                if (!text.isEmpty()) {
                    out.raw(':');
                    out.utf8(text);
                }
            } else {
                head(PacketKind.JSON, packet.namespace(), packet.ackId());
                out.raw(':');
                out.raw(value.array(), begin, end);
            }
        }

        @Override
        public void ack(Packet.Ack packet) {
            head(PacketKind.ACK, packet.namespace(), Packet.NO_ACK);
            out.raw(':');
            out.number(packet.ackId());
            if (packet.args().size() > 0) {
                out.ascii("+[");
                arguments(packet.args());
                out.raw(']');
            }
        }

        private void head(PacketKind kind, String namespace, long ackId) {
            if (namespace.indexOf(':') >= 0) {
                throw new NotExpressibleException("namespace " + namespace
                        + " cannot be named to clients 0.7 to 0.9 (choose a name without a colon)");
            }
            out.raw(kind.digit());
            out.raw(':');
            if (ackId != Packet.NO_ACK) {
                out.number(ackId);
                out.raw('+');
            }
            out.raw(':');
            if (namespace.length() != 1) {
                out.utf8(namespace);
            }
            json = out.begin() + out.length();
        }

        private void arguments(Args args) {
            // JSON libraries wrap what a sink throws, so the refusal waits until they are done.
            JsonArgs.write(args, codec, out, binary -> {
                hasBinary = true;
                return 0;
            });
        }
    }
}
