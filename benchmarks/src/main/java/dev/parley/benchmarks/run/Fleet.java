package dev.parley.benchmarks.run;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The servers of a run: started when first needed, kept warm until the end. */
final class Fleet implements AutoCloseable {
    private final Options options;
    private final Map<String, ServerProcess> running = new HashMap<>();

    Fleet(Options options) {
        this.options = options;
    }

    /** Whether it runs already. */
    boolean has(Contestant contestant, String variant) {
        return running.containsKey(contestant.name() + " " + variant);
    }

    ServerProcess get(Contestant contestant, String variant) throws IOException, InterruptedException {
        String key = contestant.name() + " " + variant;
        ServerProcess server = running.get(key);
        if (server == null) {
            server = ServerProcess.start(contestant, options, variant);
            running.put(key, server);
        }
        return server;
    }

    /** Ends one that misbehaved: whoever needs it next gets a fresh one. */
    void end(Contestant contestant, String variant) {
        ServerProcess server = running.remove(contestant.name() + " " + variant);
        if (server != null) {
            server.close();
        }
    }

    @Override
    public void close() {
        running.values().forEach(ServerProcess::close);
        running.clear();
    }
}
