package dev.parley.server.dispatch;

import dev.parley.engine.time.Strand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Takes what one strand gives to handler threads and passes it on at the end of the strand's turn, in one go: the threads
 * are woken once per turn, not once per message. What other threads give goes straight on.
 *
 * <p><b>Threads:</b> any; the list belongs to the strand.
 */
final class Handover implements Executor {
    /** So many wait at most, so that other cores are not kept idle by a long turn. */
    private static final int BATCH = 64;

    private final Strand strand;
    private final Executor executor;
    private final Runnable pass = this::pass;
    private List<Runnable> waiting = new ArrayList<>();

    Handover(Strand strand, Executor executor) {
        this.strand = strand;
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        if (!strand.isCurrent()) {
            executor.execute(task);
            return;
        }
        waiting.add(task);
        if (waiting.size() == 1) {
            strand.execute(pass);
        } else if (waiting.size() >= BATCH) {
            pass();
        }
    }

    private void pass() {
        List<Runnable> batch = waiting;
        if (batch.isEmpty()) {
            return;
        }
        if (batch.size() == 1) {
            Runnable only = batch.get(0);
            batch.clear();
            start(only);
            return;
        }
        waiting = new ArrayList<>();
        start(() -> spread(batch));
    }

    /** One handler thread starts the others, which costs less from there than from the strand. */
    private void spread(List<Runnable> batch) {
        for (int i = 1; i < batch.size(); i++) {
            start(batch.get(i));
        }
        batch.get(0).run();
    }

    private void start(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException stopped) {
            task.run(); // the server stops: what is left is the farewell of sockets, and it must not be lost
        }
    }
}
