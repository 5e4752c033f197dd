package dev.parley.protocol.parser;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.json.JsonScalars;
import dev.parley.protocol.json.JsonScanner;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads packets of the default parser. Belongs to the strand of its session. */
final class DefaultDecoder implements PacketDecoder {
    private final JsonCodec codec;
    private final DecodeLimits limits;
    private final int fewestAttachments;

    /** Made with the first event: most clients hear more than they say. */
    private @Nullable RecentName recentEvent;

    /** Made with the other. */
    private @Nullable RecentName recentNamespace;

    /** What waits for attachments. */
    private @Nullable Incomplete waiting;

    DefaultDecoder(JsonCodec codec, DecodeLimits limits, int fewestAttachments) {
        this.codec = codec;
        this.limits = limits;
        this.fewestAttachments = fewestAttachments;
    }

    @Override
    public boolean isWaiting() {
        return waiting != null;
    }

    @Override
    public @Nullable Packet decode(Payload message) {
        if (message instanceof BinaryPayload attachment) {
            return attach(attachment);
        }
        if (waiting != null) {
            throw new ProtocolViolation("text while attachments are due");
        }
        PacketHeader header = new PacketHeader(message);
        header.read(limits, fewestAttachments, recentNamespace);
        return switch (header.type) {
            case CONNECT -> new Packet.Connect(header.namespace, readConnectData(header));
            case DISCONNECT -> readDisconnect(header);
            case CONNECT_ERROR -> new Packet.ConnectError(header.namespace, readErrorData(header));
            case EVENT, BINARY_EVENT -> {
                List<BinaryPayload> attachments = attachments(header);
                yield complete(header, readEvent(header, attachments), attachments);
            }
            case ACK, BINARY_ACK -> {
                List<BinaryPayload> attachments = attachments(header);
                yield complete(header, readAck(header, attachments), attachments);
            }
        };
    }

    /** Where the attachments of a packet will be. */
    private static List<BinaryPayload> attachments(PacketHeader header) {
        return header.attachments == 0 ? List.of() : new ArrayList<>(header.attachments);
    }

    private @Nullable Packet attach(BinaryPayload attachment) {
        Incomplete begun = waiting;
        if (begun == null) {
            throw new ProtocolViolation("attachment without packet");
        }
        begun.bytes += attachment.sizeBytes();
        if (begun.bytes > limits.maxAttachmentBytes()) {
            throw new ProtocolViolation("attachments are too large");
        }
        begun.attachments.add(attachment);
        begun.missing--;
        if (begun.missing > 0) {
            return null;
        }
        waiting = null;
        return begun.packet;
    }

    /** The packet if it has no attachments, else null: it is kept until they have come. */
    private @Nullable Packet complete(PacketHeader header, Packet packet, List<BinaryPayload> attachments) {
        if (header.attachments == 0) {
            return packet;
        }
        waiting = new Incomplete(packet, attachments, header.attachments);
        return null;
    }

    private Packet readEvent(PacketHeader header, List<BinaryPayload> attachments) {
        JsonScanner scan = scanArray(header);
        if (scan.size() == 0) {
            throw new ProtocolViolation("event without a name");
        }
        String name = readName(header.bytes, scan.bounds()[0], scan.bounds()[1]);
        return new Packet.Event(header.namespace, name, args(header, scan, 1, attachments), header.ackId);
    }

    private Packet readAck(PacketHeader header, List<BinaryPayload> attachments) {
        if (header.ackId == Packet.NO_ACK) {
            throw new ProtocolViolation("acknowledgement without an id");
        }
        return new Packet.Ack(header.namespace, args(header, scanArray(header), 0, attachments), header.ackId);
    }

    private String readName(byte[] json, int begin, int end) {
        String known = recentEvent == null || json[begin] != '"' ? null : recentEvent.find(json, begin + 1, end - 1);
        if (known != null) {
            return known; // as often as not the same as before, and that was checked
        }
        if (JsonScalars.isNumber(json, begin)) {
            return new String(json, begin, end - begin, StandardCharsets.US_ASCII);
        }
        if (json[begin] != '"') {
            throw new ProtocolViolation("event name is neither text nor number");
        }
        // An escape may take six bytes, and no character more than that per UTF-16 unit.
        if (end - begin - 2 > 6 * limits.maxEventNameLength()) {
            throw new ProtocolViolation("event name is too long");
        }
        String name = EventNames.checked(JsonScalars.string(json, begin, end), limits);
        if (!JsonScalars.hasEscapes(json, begin, end)) {
            recentEvent().remember(name, json, begin + 1, end - 1);
        }
        return name;
    }

    private RecentName recentEvent() {
        RecentName known = recentEvent;
        if (known == null) {
            known = new RecentName();
            recentEvent = known;
            recentNamespace = new RecentName();
        }
        return known;
    }

    private JsonScanner scanArray(PacketHeader header) {
        JsonScanner scan = scan(header);
        if (scan.kind() != '[') {
            throw new ProtocolViolation("data is not an array");
        }
        return scan;
    }

    private JsonScanner scan(PacketHeader header) {
        return JsonScanner.scan(header.bytes, header.at, header.end - header.at, limits.json(), header.attachments);
    }

    private Args args(PacketHeader header, JsonScanner scan, int first, List<BinaryPayload> attachments) {
        int size = scan.size() - first;
        return new ReceivedArgs(codec, header.bytes, scan.bounds(), first, size, scan.placeholders(), attachments);
    }

    private Args readConnectData(PacketHeader header) {
        if (!header.hasData()) {
            return Args.NONE;
        }
        JsonScanner scan = scan(header);
        if (scan.kind() != '{') {
            throw new ProtocolViolation("connect data is not an object");
        }
        return single(header, scan);
    }

    private Args readErrorData(PacketHeader header) {
        if (!header.hasData()) {
            throw new ProtocolViolation("error without data");
        }
        JsonScanner scan = scan(header);
        if (scan.kind() != '{' && scan.kind() != '"') {
            throw new ProtocolViolation("error data is neither text nor an object");
        }
        return single(header, scan);
    }

    private Args single(PacketHeader header, JsonScanner scan) {
        return new ReceivedArgs(codec, header.bytes, scan.whole(), 0, 1, scan.placeholders(), List.of());
    }

    private static Packet readDisconnect(PacketHeader header) {
        if (header.hasData()) {
            throw new ProtocolViolation("disconnect with data");
        }
        return new Packet.Disconnect(header.namespace);
    }

    /** A packet whose attachments are still to come. */
    private static final class Incomplete {
        final Packet packet;

        /** Those that came; the packet has the same list. */
        final List<BinaryPayload> attachments;

        int missing;
        long bytes;

        Incomplete(Packet packet, List<BinaryPayload> attachments, int missing) {
            this.packet = packet;
            this.attachments = attachments;
            this.missing = missing;
        }
    }
}
