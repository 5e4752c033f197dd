package dev.parley.legacy.v06;

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
 * Writes messages for clients 0.6. Text goes as it is, unless it would be taken for a heartbeat or JSON; everything else
 * goes as JSON.
 *
 * <p><b>Threads:</b> any; no state.
 */
final class FirstEncoder implements PacketEncoder {
    private final JsonCodec codec;
    private final boolean writesEvents;

    FirstEncoder(JsonCodec codec, boolean writesEvents) {
        this.codec = codec;
        this.writesEvents = writesEvents;
    }

    @Override
    public EncodedPacket encode(Packet packet, boolean compressible) {
        Writer writer = new Writer(codec, writesEvents);
        packet.deliverTo(writer);
        return EncodedPacket.of(writer.message, compressible);
    }

    /** One message. */
    private static final class Writer implements Packet.Receiver {
        private final JsonCodec codec;
        private final boolean writesEvents;
        private TextPayload message = TextPayload.EMPTY;
        private boolean hasBinary;

        Writer(JsonCodec codec, boolean writesEvents) {
            this.codec = codec;
            this.writesEvents = writesEvents;
        }

        /** The id of the session, which is how a client hears that it is connected. */
        @Override
        public void connect(Packet.Connect packet) {
            requireDefault(packet.namespace());
            message = TextPayload.of(String.valueOf(packet.data().get(0)));
        }

        @Override
        public void connectError(Packet.ConnectError packet) {
            throw new NotExpressibleException("clients 0.6 cannot be told why they are refused (end their session)");
        }

        @Override
        public void disconnect(Packet.Disconnect packet) {
            throw new NotExpressibleException("clients 0.6 cannot be told to leave (end their session)");
        }

        @Override
        public void ack(Packet.Ack packet) {
            throw new NotExpressibleException("clients 0.6 have no acknowledgements");
        }

        @Override
        public void event(Packet.Event packet) {
            requireDefault(packet.namespace());
            if (packet.wantsAck()) {
                throw new NotExpressibleException("clients 0.6 have no acknowledgements (emit without one)");
            }
            JsonOutput out = new JsonOutput(0, 128);
            out.ascii(FirstDecoder.JSON);
            boolean isMessage = packet.name().equals("message") && packet.args().size() == 1;
            if (isMessage) {
                arguments(packet.args(), out);
            } else {
                event(packet, out);
            }
            if (hasBinary) {
                throw new NotExpressibleException(
                        "binary data cannot be sent to clients 0.6 (send text, such as base64)");
            }
            message = isMessage ? shortest(out) : JsonText.onOneLine(out, 0);
        }

        private void event(Packet.Event packet, JsonOutput out) {
            if (!writesEvents) {
                throw new NotExpressibleException("event " + packet.name()
                        + " cannot be sent to clients 0.6 (send \"message\" with one argument, or set eventsAsJson)");
            }
            out.ascii("{\"event\":");
            out.string(packet.name());
            out.ascii(",\"args\":[");
            arguments(packet.args(), out);
            out.ascii("]}");
        }

        /** Text as text where it can be told from everything else, and is all characters. */
        private static TextPayload shortest(JsonOutput out) {
            int begin = out.begin() + FirstDecoder.JSON.length();
            int end = out.begin() + out.length();
            if (out.array()[begin] == '"') {
                String text = JsonScalars.string(out.array(), begin, end);
                boolean isFlagged = text.startsWith("~j~") || text.startsWith("~h~");
                if (!isFlagged && JsonText.hasWholeCharacters(text)) {
                    return TextPayload.of(text);
                }
            }
            return JsonText.onOneLine(out, 0);
        }

        private static void requireDefault(String namespace) {
            if (namespace.length() != 1) {
                throw new NotExpressibleException("clients 0.6 have no namespaces, and are never in " + namespace);
            }
        }

        private void arguments(Args args, JsonOutput out) {
            // JSON libraries wrap what a sink throws, so the refusal waits until they are done.
            JsonArgs.write(args, codec, out, binary -> {
                hasBinary = true;
                return 0;
            });
        }
    }
}
