package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.Broadcast;
import dev.parley.benchmarks.load.Churn;
import dev.parley.benchmarks.load.ClosedLoop;
import dev.parley.benchmarks.load.Exchange;
import dev.parley.benchmarks.load.Generator;
import dev.parley.benchmarks.load.OpenLoop;
import dev.parley.benchmarks.load.Traffic;
import dev.parley.benchmarks.load.Wire;
import dev.parley.benchmarks.load.WrongAnswerException;
import dev.parley.benchmarks.report.Goal;
import java.util.ArrayList;
import java.util.List;

/**
 * One kind of load.
 *
 * @param name for the command line and results
 * @param kind what carries messages
 * @param load makes it
 */
record Scenario(String name, Wire.Kind kind, Load load) {
    /** A server that is told so finds a certificate in the folder that it is told next. */
    static final String TLS = "tls";

    static final String ONE_LOOP = "loops-1";
    static final String TWO_LOOPS = "loops-2";
    private static final String LOOPS = "loops-";

    /** Makes the load of a scenario; {@code small} to only look at the answers. */
    @FunctionalInterface
    interface Load {
        Traffic connect(Generator generator, Wire wire, boolean small)
                throws WrongAnswerException, InterruptedException;
    }

    /** All of them, but the idle ones. */
    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        for (int bytes : new int[] {32, 1024, 16_384}) {
            for (int window : new int[] {1, 16}) {
                for (int clients : new int[] {1, 64, 1000}) {
                    all.add(closed("echo-" + size(bytes), Wire.Kind.WEBSOCKET, window, clients, Exchange.echo(bytes)));
                }
            }
        }
        for (int window : new int[] {1, 16}) {
            all.add(closed("ack-32", Wire.Kind.WEBSOCKET, window, 64, Exchange.ack(32)));
            all.add(closed("binary-1k", Wire.Kind.WEBSOCKET, window, 64, Exchange.binary(1024)));
        }
        all.add(closed("rooms", Wire.Kind.WEBSOCKET, 16, 64, Exchange.join(), Exchange.leave()));
        for (int bytes : new int[] {32, 1024}) {
            all.add(broadcast(Wire.Kind.WEBSOCKET, 100, bytes));
            all.add(broadcast(Wire.Kind.WEBSOCKET, 1000, bytes));
        }
        all.add(new Scenario("churn", Wire.Kind.WEBSOCKET, (generator, wire, small) -> Churn.of(generator, wire, 32)));
        all.add(closed("poll-echo-32", Wire.Kind.POLLING, 1, 64, Exchange.echo(32)));
        all.add(broadcast(Wire.Kind.POLLING, 100, 32));
        all.add(broadcast(Wire.Kind.DEFLATE, 100, 2048));
        all.add(closed("eio3-echo-32", Wire.Kind.WEBSOCKET_EIO3, 1, 64, Exchange.echo(32)));
        all.add(closed("eio3-echo-32", Wire.Kind.WEBSOCKET_EIO3, 16, 64, Exchange.echo(32)));
        for (int window : new int[] {1, 16}) {
            all.add(closed("tls-echo-32", Wire.Kind.TLS, window, 64, Exchange.echo(32)));
        }
        all.add(broadcast(Wire.Kind.TLS, 100, 32));
        all.add(new Scenario("tls-churn", Wire.Kind.TLS, (generator, wire, small) -> Churn.of(generator, wire, 32)));
        all.add(loops("deflate-4k", Wire.Kind.DEFLATE, 4, Exchange.deflatedEcho(4096)));
        all.add(loops("work", Wire.Kind.WEBSOCKET, 4, Exchange.work(32)));
        all.add(loops("poll", Wire.Kind.POLLING, 1, Exchange.echo(32)));
        for (int rate : new int[] {2000, 10_000, 40_000}) {
            all.add(new Scenario(
                    "open-" + rate,
                    Wire.Kind.WEBSOCKET,
                    (generator, wire, small) ->
                            OpenLoop.connect(generator, wire, 64, small ? 500 : rate, Exchange.echo(32))));
        }
        return all;
    }

    /** What the server must be told to play along, in all ways that are to be compared. */
    List<String> variants() {
        String variant = variant(kind);
        return isScaling()
                ? List.of((ONE_LOOP + " " + variant).trim(), (TWO_LOOPS + " " + variant).trim())
                : List.of(variant);
    }

    /** What a server must be told to be spoken to like this. */
    static String variant(Wire.Kind kind) {
        return switch (kind) {
            case DEFLATE -> "deflate";
            case TLS -> TLS;
            case WEBSOCKET, WEBSOCKET_EIO3, POLLING, UPGRADED -> "";
        };
    }

    /** Whether the server may use two cores, and only ours knows how: one event loop is compared with two. */
    boolean isScaling() {
        return name.startsWith(LOOPS);
    }

    /** Whether it is the first of its kind in tables. */
    boolean isFirst() {
        return name.equals("echo-32-w1-c64") || name.equals("poll-echo-32-w1-c64");
    }

    /** Whether there is a goal for it. */
    boolean isGoal() {
        return Goal.isGoal(name);
    }

    /** Where time is short: goals first, then what else a message costs without TLS, which few servers take part in. */
    int rank() {
        return isGoal() ? 0 : kind == Wire.Kind.TLS ? 2 : 1;
    }

    private static Scenario closed(String name, Wire.Kind kind, int window, int clients, Exchange... exchanges) {
        return new Scenario(
                name + "-w" + window + "-c" + clients,
                kind,
                (generator, wire, small) -> ClosedLoop.connect(
                        generator, wire, small ? Math.min(clients, 20) : clients, window, exchanges));
    }

    private static Scenario loops(String name, Wire.Kind kind, int window, Exchange exchange) {
        return new Scenario(
                LOOPS + name, kind, closed(name, kind, window, 64, exchange).load());
    }

    private static Scenario broadcast(Wire.Kind kind, int receivers, int bytes) {
        String prefix = switch (kind) {
            case POLLING -> "poll-";
            case DEFLATE -> "deflate-";
            case TLS -> "tls-";
            case WEBSOCKET, WEBSOCKET_EIO3, UPGRADED -> "";
        };
        return new Scenario(
                prefix + "broadcast-" + receivers + "-" + size(bytes),
                kind,
                (generator, wire, small) ->
                        Broadcast.connect(generator, wire, small ? Math.min(receivers, 20) : receivers, 4, bytes));
    }

    private static String size(int bytes) {
        return bytes < 1024 ? Integer.toString(bytes) : bytes / 1024 + "k";
    }
}
