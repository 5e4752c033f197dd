package dev.parley.protocol.parser;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.json.JsonCodec;
import dev.parley.protocol.json.JsonLimits;
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
    private final JsonLimits jsonLimits;
    private final int fewestAttachments;

    /** Made with the first event: most clients hear more than they say. */
    private @Nullable RecentName recentEvent;

    /** Made with the other. */
    private @Nullable RecentName recentNamespace;

    /** The packet whose attachments are still to come, and those that came; both null, or neither. */
    private @Nullable Packet waiting;

    private @Nullable List<BinaryPayload> attachments;
    private int missing;
    private long attachmentBytes;

    DefaultDecoder(JsonCodec codec, DecodeLimits limits, int fewestAttachments) {
        this.codec = codec;
        this.limits = limits;
        this.jsonLimits = limits.json();
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
            case EVENT, BINARY_EVENT -> complete(header, readEvent(header));
            case ACK, BINARY_ACK -> complete(header, readAck(header));
        };
    }

    private @Nullable Packet attach(BinaryPayload attachment) {
        Packet packet = waiting;
        if (packet == null || attachments == null) {
            throw new ProtocolViolation("attachment without packet");
        }
        attachmentBytes += attachment.sizeBytes();
        if (attachmentBytes > limits.maxAttachmentBytes()) {
            throw new ProtocolViolation("attachments are too large");
        }
        attachments.add(attachment);
        missing--;
        if (missing > 0) {
            return null;
        }
        waiting = null;
        attachments = null;
        return packet;
    }

    /** The packet if it has no attachments, else null: it is kept until they have come. */
    private @Nullable Packet complete(PacketHeader header, Packet packet) {
        if (header.attachments == 0) {
            return packet;
        }
        waiting = packet;
        missing = header.attachments;
        attachmentBytes = 0;
        return null;
    }

    private Packet readEvent(PacketHeader header) {
        JsonScanner scan = scanArray(header);
        if (scan.size() == 0) {
            throw new ProtocolViolation("event without a name");
        }
        String name = readName(header.bytes, scan.bounds()[0], scan.bounds()[1]);
        return new Packet.Event(header.namespace, name, args(header, scan, 1), header.ackId);
    }

    private Packet readAck(PacketHeader header) {
        if (header.ackId == Packet.NO_ACK) {
            throw new ProtocolViolation("acknowledgement without an id");
        }
        return new Packet.Ack(header.namespace, args(header, scanArray(header), 0), header.ackId);
    }

    private String readName(byte[] json, int begin, int end) {
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
        String name = JsonScalars.hasEscapes(json, begin, end)
                ? JsonScalars.string(json, begin, end)
                : recentEvent().of(json, begin + 1, end - 1);
        return EventNames.checked(name, limits);
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
        return JsonScanner.scan(header.bytes, header.at, header.end - header.at, jsonLimits, header.attachments);
    }

    private Args args(PacketHeader header, JsonScanner scan, int first) {
        List<BinaryPayload> received = header.attachments == 0 ? List.of() : new ArrayList<>(header.attachments);
        attachments = header.attachments == 0 ? null : received;
        int size = scan.size() - first;
        return new ReceivedArgs(codec, header.bytes, scan.bounds(), first, size, scan.placeholders(), received);
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
}
