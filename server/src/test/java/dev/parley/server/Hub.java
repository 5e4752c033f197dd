package dev.parley.server;

import dev.parley.json.jackson.JacksonCodec;
import dev.parley.server.api.Dispatch;
import dev.parley.server.api.ErrorHandler;
import dev.parley.server.core.ErrorHandlers;
import dev.parley.server.core.Namespaces;
import dev.parley.server.dispatch.Dispatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The core of a server, driven by hand: handlers run on the test's own strand, at once. */
final class Hub {
    final ManualStrand strand = new ManualStrand();
    final List<ErrorHandler.Failure> failures = new ArrayList<>();
    final Namespaces io;

    Hub() {
        this(ServerOptions.builder());
    }

    Hub(ServerOptionsBuilder options) {
        ServerOptions built = options.dispatch(Dispatch.inline()).build();
        ErrorHandlers errors = new ErrorHandlers();
        errors.set(failures::add);
        this.io = new Namespaces(
                built.coreSettings(Dispatcher.open(built.dispatch(), strand.clock()), JacksonCodec.create()),
                errors,
                strand.clock());
    }

    /** A client that has not joined anything. */
    FakeClient opens() {
        return new FakeClient(io, strand);
    }

    /** A client that has joined {@code /}; what it heard so far is forgotten. */
    FakeClient joins() {
        FakeClient client = opens().says("0");
        client.hears();
        return client;
    }

    void pass(Duration time) {
        strand.pass(time);
    }
}
