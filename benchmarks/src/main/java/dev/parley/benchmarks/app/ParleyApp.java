package dev.parley.benchmarks.app;

import dev.parley.server.ServerOptions;

/** Default options: handlers run off the event loop. */
public final class ParleyApp {
    private ParleyApp() {}

    /** Arguments: see {@link Application#start}. */
    public static void main(String[] args) {
        Application.start(args, ServerOptions.builder());
    }
}
