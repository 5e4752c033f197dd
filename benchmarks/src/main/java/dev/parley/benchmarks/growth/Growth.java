package dev.parley.benchmarks.growth;

import dev.parley.server.api.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Prints how costs grow: of a delivery with the receivers of its broadcast, of moves with the rooms and clients there are,
 * and how long others wait while a room of 50,000 is spoken to.
 */
public final class Growth {
    private static final int[] RECEIVERS = {10, 100, 1000, 10_000, 50_000};
    private static final int[] POPULATIONS = {10, 1000, 50_000};
    private static final int MOVES = 64;

    private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(null);

    /** Deliveries of a broadcast that are still due; on the loop. */
    private long due;

    private int broadcastsLeft;

    private CompletableFuture<?> allReached = new CompletableFuture<>();

    private Growth() {}

    /** Argument: {@code quick} for a look at whether it works. */
    public static void main(String[] args) throws InterruptedException {
        boolean isQuick = List.of(args).contains("quick");
        Growth growth = new Growth();
        growth.deliveries(isQuick ? new int[] {10, 1000} : RECEIVERS);
        growth.moves(isQuick ? new int[] {10, 1000} : POPULATIONS);
        growth.pauses(isQuick ? 1000 : 50_000, isQuick ? 1 : 10);
        System.exit(0);
    }

    private void deliveries(int[] sizes) throws InterruptedException {
        delivery(sizes[sizes.length - 1]); // until all has been compiled
        System.out.println("| receivers of a broadcast | ns each | bytes allocated each |\n|---:|---:|---:|");
        for (int size : sizes) {
            System.out.println("| " + size + " | " + delivery(size).cells() + " |");
        }
    }

    private Cost delivery(int size) throws InterruptedException {
        try (World world = new World()) {
            world.populate(size, "room", () -> reached(world, size));
            int broadcasts = Math.max(1, 1000 / size);
            return Cost.of(world, size * broadcasts, () -> broadcasts(world, size, broadcasts));
        }
    }

    /** One after the other: the next one begins when all have got the one before. */
    private CompletableFuture<?> broadcasts(World world, int size, int count) {
        allReached = new CompletableFuture<>();
        broadcastsLeft = count;
        broadcast(world, size);
        return allReached;
    }

    private void broadcast(World world, int size) {
        due = size;
        world.io().to("room").emit("news", "hello");
    }

    private void reached(World world, int size) {
        if (--due > 0) {
            return;
        }
        if (--broadcastsLeft == 0) {
            allReached.complete(null);
        } else if (broadcastsLeft > 0) {
            world.loop().execute(() -> broadcast(world, size));
        }
    }

    private void moves(int[] populations) throws InterruptedException {
        System.out.println("\n| clients, and as many rooms | join and leave the room of all, ns | bytes"
                + " | join and leave a new room, ns | bytes | connect and disconnect, ns | bytes |\n"
                + "|---:|---:|---:|---:|---:|---:|---:|");
        for (int population : populations) {
            try (World world = new World()) {
                world.populate(population, "all", () -> {});
                Ghost ghost = new Ghost(() -> {});
                Socket socket = world.run(() -> world.connect(ghost));
                System.out.println("| " + population + " | "
                        + Cost.of(world, MOVES, () -> move(socket, "all")).cells() + " | "
                        + Cost.of(world, MOVES, () -> move(socket, "new")).cells() + " | "
                        + Cost.of(world, MOVES, () -> visit(world)).cells() + " |");
            }
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

    private void pauses(int size, int seconds) throws InterruptedException {
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
