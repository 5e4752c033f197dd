package dev.parley.legacy.v09;

import dev.parley.legacy.text.JsonMembers;
import dev.parley.protocol.dialect.Codecs;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.json.JsonScalars;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.EventNames;
import dev.parley.protocol.parser.JsonArgs;
import dev.parley.protocol.parser.PacketDecoder;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import org.jspecify.annotations.Nullable;

/**
 * Reads packets of clients 0.7 to 0.9. What it cannot read it ignores, as all servers of that time did. Belongs to the
 * strand of its session.
 */
final class OldDecoder implements PacketDecoder {
    private final Codecs codecs;
    private final DecodeLimits limits;
    private @Nullable Packet receipt;

    OldDecoder(Codecs codecs, DecodeLimits limits) {
        this.codecs = codecs;
        this.limits = limits;
    }

    @Override
    public boolean isWaiting() {
        return false;
    }

    @Override
    public @Nullable Packet takeReceipt() {
        Packet owed = receipt;
        receipt = null;
        return owed;
    }

    @Override
    public @Nullable Packet decode(Payload message) {
        PacketText text = message instanceof TextPayload plain ? PacketText.parse(plain) : null;
        if (text == null || text.endpoint().length() > limits.maxEventNameLength()) {
            return null;
        }
        try {
            return decode(text);
        } catch (ProtocolViolation unreadable) {
            return null; // the generation's rule: such a packet is ignored, and its client stays
        }
    }

    private @Nullable Packet decode(PacketText text) {
        return switch (text.kind()) {
            case DISCONNECT -> new Packet.Disconnect(text.namespace());
            case CONNECT -> readConnect(text);
            case MESSAGE -> event(text, "message", Args.of(text.data()));
            case JSON -> event(text, "message", value(text));
            case EVENT -> readEvent(text);
            case ACK -> readAck(text);
            case HEARTBEAT, ERROR, NOOP -> null;
        };
    }

    /** With the query behind the name, where {@link OldConnectRules} looks for it. */
    private static Packet readConnect(PacketText text) {
        if (!text.hasData()) {
            return new Packet.Connect(text.namespace(), Args.NONE);
        }
        String query = text.data();
        return new Packet.Connect(text.namespace() + (query.startsWith("?") ? query : "?" + query), Args.NONE);
    }

    private @Nullable Packet readEvent(PacketText text) {
        JsonMembers members = JsonMembers.of(text.bytes(), text.begin(), text.end(), limits.json());
        JsonMembers.Slice name = members == null ? null : members.find("name");
        if (members == null || name == null || text.bytes()[name.begin()] != '"') {
            return null;
        }
        String event = JsonScalars.string(text.bytes(), name.begin(), name.end());
        if (!EventNames.isAllowed(event, limits)) {
            return null;
        }
        JsonMembers.Slice args = members.find("args");
        return event(text, event, args == null ? Args.NONE : elements(text, args.begin(), args.end()));
    }

    private Packet event(PacketText text, String name, Args args) {
        if (text.id() != PacketText.NO_ID && !text.wantsData()) {
            receipt = new Packet.Ack(text.namespace(), Args.NONE, text.id());
        }
        return new Packet.Event(text.namespace(), name, args, text.wantsData() ? text.id() : Packet.NO_ACK);
    }

    /** The id, and values behind a plus; values that cannot be read are none, as in the old server. */
    private @Nullable Packet readAck(PacketText text) {
        int idEnd = PacketText.skipDigits(text.bytes(), text.begin(), text.end());
        int digits = idEnd - text.begin();
        if (digits == 0 || digits > 15) {
            return null;
        }
        long id = PacketText.number(text.bytes(), text.begin(), idEnd);
        boolean hasValues = idEnd + 1 < text.end() && text.bytes()[idEnd] == '+';
        return new Packet.Ack(text.namespace(), hasValues ? readable(text, idEnd + 1) : Args.NONE, id);
    }

    private Args readable(PacketText text, int begin) {
        try {
            return elements(text, begin, text.end());
        } catch (ProtocolViolation unreadable) {
            return Args.NONE;
        }
    }

    private Args elements(PacketText text, int begin, int end) {
        return JsonArgs.elements(codecs.json(), text.bytes(), begin, end, limits.json());
    }

    private Args value(PacketText text) {
        return JsonArgs.value(codecs.json(), text.bytes(), text.begin(), text.end(), limits.json());
    }
}
