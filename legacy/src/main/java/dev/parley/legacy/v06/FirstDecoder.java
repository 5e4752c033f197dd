package dev.parley.legacy.v06;

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

/** Reads messages of clients 0.6: text, and JSON behind {@code ~j~}. JSON that is none is ignored. Any thread. */
final class FirstDecoder implements PacketDecoder {
    static final String JSON = "~j~";

    private final Codecs codecs;
    private final DecodeLimits limits;
    private final boolean readsEvents;

    FirstDecoder(Codecs codecs, DecodeLimits limits, boolean readsEvents) {
        this.codecs = codecs;
        this.limits = limits;
        this.readsEvents = readsEvents;
    }

    @Override
    public boolean isWaiting() {
        return false;
    }

    @Override
    public @Nullable Packet decode(Payload message) {
        if (!(message instanceof TextPayload text)) {
            return null;
        }
        String plain = text.string();
        if (!plain.startsWith(JSON)) {
            return event("message", Args.of(plain));
        }
        try {
            return readJson(text.from(JSON.length()));
        } catch (ProtocolViolation unreadable) {
            return null; // the old server made an empty object of it; nobody can have meant that
        }
    }

    private @Nullable Packet readJson(TextPayload json) {
        byte[] bytes = json.array();
        int begin = json.offset();
        int end = begin + json.sizeBytes();
        JsonMembers members = readsEvents ? JsonMembers.of(bytes, begin, end, limits.json()) : null;
        JsonMembers.Slice name = members == null ? null : members.find("event");
        JsonMembers.Slice args = members == null ? null : members.find("args");
        if (members == null || members.size() != 2 || name == null || args == null || bytes[name.begin()] != '"') {
            return event("message", JsonArgs.value(codecs.json(), bytes, begin, end, limits.json()));
        }
        String event = JsonScalars.string(bytes, name.begin(), name.end());
        if (!EventNames.isAllowed(event, limits)) {
            return null;
        }
        return event(event, JsonArgs.elements(codecs.json(), bytes, args.begin(), args.end(), limits.json()));
    }

    private static Packet event(String name, Args args) {
        return new Packet.Event("/", name, args, Packet.NO_ACK);
    }
}
