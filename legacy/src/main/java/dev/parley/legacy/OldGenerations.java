package dev.parley.legacy;

import dev.parley.legacy.options.LegacyOptions;
import dev.parley.legacy.v06.SocketIo06;
import dev.parley.legacy.v09.SocketIo09;
import dev.parley.protocol.dialect.Dialect;
import java.util.List;

/** The generations before 1.0, which servers accept only when told to. Stateless; any thread. */
public final class OldGenerations {
    private OldGenerations() {}

    /** Clients 0.6 and clients 0.7 to 0.9, with the defaults of their time. */
    public static List<Dialect> all() {
        return all(LegacyOptions.V0_6, LegacyOptions.V0_9);
    }

    /** Clients 0.6 and clients 0.7 to 0.9. */
    public static List<Dialect> all(LegacyOptions v06, LegacyOptions v09) {
        return List.of(new SocketIo06(v06), new SocketIo09(v09));
    }
}
