package dev.parley.benchmarks.growth;

import dev.parley.server.api.Socket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Prints how costs grow: of a delivery with the receivers of its broadcast, of moves with the rooms and clients there are,
 * and how long others wait while a room of 50,000 is spoken to.
 */
public final class Growth {
    private static final int[] RECEIVERS = {10, 100, 1000, 10_000, 50_000};
    private static final int[] POPULATIONS = {10, 1000, 50_000};

    /** So many at once that handing them over to the loop, some microseconds, adds a nanosecond to each. */
    private static final int MOVES = 4096;

    private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(null);

    private Growth() {}

    /** Arguments: how many times everything is measured, default 5, or {@code quick} for a look at whether it works. */
    public static void main(String[] args) throws InterruptedException {
        boolean isQuick = List.of(args).contains("quick");
        int times = isQuick ? 1 : args.length > 0 ? Integer.parseInt(args[0]) : 5;
        new Deliveries(isQuick ? new int[] {10, 1000} : RECEIVERS, times).print();
        moves(isQuick ? new int[] {10, 1000} : POPULATIONS, times);
        pauses(isQuick ? 1000 : 50_000, isQuick ? 1 : 10);
        System.exit(0);
    }

    private static void moves(int[] populations, int times) throws InterruptedException {
        Map<Integer, List<Series>> costs = new TreeMap<>();
        for (int i = 0; i < times; i++) {
            for (int population : populations) {
                moves(population, costs.computeIfAbsent(population, one -> series()));
            }
        }
        System.out.println("\n| clients, and as many rooms | join and leave the room of all, ns | spread | bytes"
                + " | join and leave a new room, ns | spread | bytes | connect and disconnect, ns | spread | bytes |\n"
                + "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        costs.forEach((population, series) -> System.out.println("| " + population + " | "
                + series.stream().map(Series::cells).collect(Collectors.joining(" | ")) + " |"));
    }

    private static List<Series> series() {
        return List.of(new Series(), new Series(), new Series());
    }

    private static void moves(int population, List<Series> costs) throws InterruptedException {
        try (World world = new World()) {
            world.populate(population, "all", () -> {});
            Ghost ghost = new Ghost(() -> {});
            Socket socket = world.run(() -> world.connect(ghost));
            costs.get(0).add(Cost.of(world, MOVES, () -> move(socket, "all")));
            costs.get(1).add(Cost.of(world, MOVES, () -> move(socket, "new")));
            costs.get(2).add(Cost.of(world, MOVES, () -> visit(world)));
        }
    }

    private static CompletableFuture<?> move(Socket socket, String room) {
        for (int i = 0; i < MOVES; i++) {
            socket.join(room);
            socket.leave(room);
        }
        return DONE;
    }

    private static CompletableFuture<?> visit(World world) {
        for (int i = 0; i < MOVES; i++) {
            Ghost ghost = new Ghost(() -> {});
            world.connect(ghost);
            ghost.cut();
        }
        return DONE;
    }

    private static void pauses(int size, int seconds) throws InterruptedException {
        System.out.println(
                "\n| what the loop does between question and answer, while | p50 ms | p99 | p99.9 | longest |\n"
                        + "|---|---:|---:|---:|---:|");
        try (World world = new World()) {
            world.populate(size, "room", () -> {});
            Pause pause = new Pause(world);
            pause.measure("room", true, seconds); // warm-up
            System.out.println("| nothing else happens | " + pause.measure("room", false, seconds) + " |");
            System.out.println("| a room of " + size + " is spoken to ten times a second | "
                    + pause.measure("room", true, seconds) + " |");
        }
    }
}
