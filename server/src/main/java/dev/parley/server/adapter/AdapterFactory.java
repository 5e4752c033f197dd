package dev.parley.server.adapter;

import org.jspecify.annotations.Nullable;

/** Makes the adapter of each namespace. */
@FunctionalInterface
public interface AdapterFactory {
    /** This process alone: the default. */
    AdapterFactory LOCAL = (namespace, recovery) -> new LocalAdapter(recovery);

    /**
     * The adapter of a namespace.
     *
     * @param recovery what the namespace remembers for those who lose their connection, or null if it must not
     */
    Adapter create(String namespace, @Nullable Recovery recovery);
}
