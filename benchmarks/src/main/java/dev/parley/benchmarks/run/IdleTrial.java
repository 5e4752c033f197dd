package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.Exchange;
import dev.parley.benchmarks.load.Generator;
import dev.parley.benchmarks.load.Idlers;
import dev.parley.benchmarks.load.Wire;
import dev.parley.benchmarks.load.WrongAnswerException;
import dev.parley.benchmarks.report.Idle;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Memory of connections that do nothing, each server in a fresh process that has seen a few before. */
final class IdleTrial {
    private static final int FIRST = 1000;

    private final String name;
    private final Wire.Kind kind;
    private final int connections;
    private final Options options;
    private final Generator generator;
    private final List<Exchange> firstWords;

    IdleTrial(String name, Wire.Kind kind, int connections, Options options, Generator generator) {
        this(name, kind, connections, options, generator, List.of());
    }

    /** Of connections that say {@code firstWords} before they do nothing. */
    IdleTrial(
            String name,
            Wire.Kind kind,
            int connections,
            Options options,
            Generator generator,
            List<Exchange> firstWords) {
        this.firstWords = firstWords;
        this.name = name;
        this.kind = kind;
        this.connections = connections;
        this.options = options;
        this.generator = generator;
    }

    Idle run(Contestant contestant) throws IOException, InterruptedException, WrongAnswerException {
        try (ServerProcess server = ServerProcess.start(contestant, options, Scenario.variant(kind))) {
            Wire wire = new Wire(server.port(), kind);
            Idlers.connect(generator, wire, Math.min(FIRST, connections), firstWords)
                    .leave();
            TimeUnit.SECONDS.sleep(options.isSmoke() ? 0 : 1);
            long heapBefore = server.ask("heap");
            long residentBefore = server.residentBytes();
            double cpu = server.cpuSeconds();

            Idlers idlers = Idlers.connect(generator, wire, connections, firstWords);
            double connecting = server.cpuSeconds() - cpu;
            TimeUnit.SECONDS.sleep(options.isSmoke() ? 0 : 1);
            long heap = server.ask("heap") - heapBefore;
            long resident = server.residentBytes() - residentBefore;

            idlers.leave();
            TimeUnit.SECONDS.sleep(options.isSmoke() ? 0 : 2);
            long left = server.ask("heap") - heapBefore;
            return new Idle(
                    name,
                    contestant.name(),
                    connections,
                    (double) resident / connections,
                    (double) heap / connections,
                    left,
                    connecting * 1e6 / connections);
        }
    }
}
