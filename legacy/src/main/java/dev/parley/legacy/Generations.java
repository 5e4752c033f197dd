package dev.parley.legacy;

import dev.parley.legacy.options.LegacyOptions;
import dev.parley.legacy.v06.SocketIo06;
import dev.parley.legacy.v09.SocketIo09;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.eio3.EngineIo3;
import dev.parley.protocol.dialect.eio4.EngineIo4;
import java.util.List;

/**
 * Every client ever released, for the option {@code accept} of a server. Stateless; any thread.
 *
 * <pre>{@code
 * ServerOptions.builder().accept(Generations.all())
 * }</pre>
 */
public final class Generations {
    private Generations() {}

    /** Clients 0.6, 0.7 to 0.9, 1.x and 2.x (with JSONP), 3.x and 4.x, with the defaults of their time. */
    public static List<Dialect> all() {
        return all(LegacyOptions.V0_6, LegacyOptions.V0_9);
    }

    /** The same, with other options for the oldest. */
    public static List<Dialect> all(LegacyOptions v06, LegacyOptions v09) {
        return List.of(new SocketIo06(v06), new SocketIo09(v09), new EngineIo4(), EngineIo3.withJsonp());
    }
}
