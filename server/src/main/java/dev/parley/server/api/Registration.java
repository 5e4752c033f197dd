package dev.parley.server.api;

/** Something that was registered and can be taken back. */
@FunctionalInterface
public interface Registration {
    /** Takes it back. Any thread, any number of times; what is under way at this moment still runs. */
    void remove();
}
