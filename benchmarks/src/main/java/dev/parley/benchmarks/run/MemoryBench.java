package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.Exchange;
import dev.parley.benchmarks.load.Generator;
import dev.parley.benchmarks.load.LoadLoop;
import dev.parley.benchmarks.load.Wire;
import dev.parley.benchmarks.load.WrongAnswerException;
import dev.parley.benchmarks.report.Idle;
import dev.parley.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The command line of {@code bin/bench --memory}: what a connection keeps, by the state that it is in. */
public final class MemoryBench {
    private static final Set<String> SERVERS = Set.of("parley", "base", "limit", "node-ws");
    private static final Set<Wire.Kind> OF_LIMIT = Set.of(Wire.Kind.WEBSOCKET, Wire.Kind.DEFLATE, Wire.Kind.TLS);

    private MemoryBench() {}

    /** See {@link Options#USAGE}; scenarios are the names of states. */
    public static void main(String[] args) throws Exception {
        Path home = Path.of(System.getProperty("bench.home", "benchmarks")).toAbsolutePath();
        Options options = Options.parse(home, args);
        List<Contestant> contestants = Stream.concat(
                        Contestant.all(home).stream(),
                        options.base().stream().flatMap(base -> Contestant.base(base).stream()))
                .filter(contestant -> SERVERS.contains(contestant.name()))
                .filter(options::wants)
                .filter(Contestant::isAvailable)
                .toList();
        boolean isWrong = false;
        try (LoadLoop load = new LoadLoop()) {
            for (State state : states(options.isSmoke())) {
                for (Contestant contestant : contestants) {
                    if (state.isFor(contestant) && options.wantsIdle(state.name)) {
                        isWrong |= !measured(state, contestant, options, load);
                    }
                }
            }
        }
        System.exit(isWrong ? 1 : 0);
    }

    private static boolean measured(State state, Contestant contestant, Options options, LoadLoop load)
            throws InterruptedException {
        try (Generator generator = new Generator(load)) {
            Idle idle = new IdleTrial(state.name, state.kind, state.connections, options, generator, state.firstWords)
                    .run(contestant);
            generator.check();
            System.out.println(Report.line(idle));
            return true;
        } catch (WrongAnswerException | IOException | RuntimeException e) {
            System.out.println("WRONG " + state.name + " " + contestant.name() + ": " + e.getMessage());
            return false;
        }
    }

    private static List<State> states(boolean isSmoke) {
        int many = isSmoke ? 100 : 10_000;
        List<Exchange> tenRooms = Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
                .map(Exchange::joinOneOf)
                .toList();
        return List.of(
                new State("websocket", Wire.Kind.WEBSOCKET, many, List.of()),
                new State("websocket-deflate", Wire.Kind.DEFLATE, many, List.of()),
                new State("tls", Wire.Kind.TLS, many, List.of()),
                new State("websocket-eio3", Wire.Kind.WEBSOCKET_EIO3, many, List.of()),
                new State("upgraded", Wire.Kind.UPGRADED, many, List.of()),
                new State("polling", Wire.Kind.POLLING, many / 2, List.of()),
                new State("one-room", Wire.Kind.WEBSOCKET, many, List.of(Exchange.joinOneOf("a"))),
                new State("ten-rooms", Wire.Kind.WEBSOCKET, many, tenRooms),
                new State("pending-ack", Wire.Kind.WEBSOCKET, many, List.of(Exchange.beAsked())));
    }

    /** What connections are, and what they say before they do nothing. */
    private record State(String name, Wire.Kind kind, int connections, List<Exchange> firstWords) {
        boolean isFor(Contestant contestant) {
            return !contestant.isLimit() || (OF_LIMIT.contains(kind) && firstWords.isEmpty());
        }
    }
}
