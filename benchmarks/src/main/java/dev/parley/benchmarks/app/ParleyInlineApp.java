package dev.parley.benchmarks.app;

import dev.parley.server.ServerOptions;
import dev.parley.server.api.Dispatch;

/** Handlers run on the event loop. */
public final class ParleyInlineApp {
    private ParleyInlineApp() {}

    /** Arguments: see {@link Application#start}. */
    public static void main(String[] args) {
        Application.start(args, ServerOptions.builder().dispatch(Dispatch.inline()));
    }
}
