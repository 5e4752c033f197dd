package dev.parley.server.core;

import dev.parley.protocol.packet.Args;
import org.jspecify.annotations.Nullable;

/** How the arguments of {@code emit} are read. */
final class Arguments {
    private Arguments() {}

    /** A single {@link Args} stands for its elements; anything else is a value. */
    static Args of(@Nullable Object... values) {
        return values.length == 1 && values[0] instanceof Args given ? given : Args.of(values);
    }
}
