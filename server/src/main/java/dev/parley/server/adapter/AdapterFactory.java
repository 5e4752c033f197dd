package dev.parley.server.adapter;

/** Makes the adapter of each namespace. */
@FunctionalInterface
public interface AdapterFactory {
    /** This process alone: the default. */
    AdapterFactory LOCAL = context -> new LocalAdapter(context);

    /** The adapter of a namespace. */
    Adapter create(AdapterContext context);
}
