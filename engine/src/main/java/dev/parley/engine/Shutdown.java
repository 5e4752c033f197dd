package dev.parley.engine;

import dev.parley.engine.time.Strand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/** Ends all sessions: tells them in batches, waits for what they still have to send, and cuts off who takes too long. */
final class Shutdown {
    /** Clients told at once. */
    private static final int BATCH = 200;

    private final SessionRegistry sessions;
    private final Strand strand;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** A shutdown of {@code sessions}, timed on {@code strand}. */
    Shutdown(SessionRegistry sessions, Strand strand) {
        this.sessions = sessions;
        this.strand = strand;
    }

    CompletionStage<Void> begin(Duration window) {
        List<EngineSession> all = List.copyOf(sessions.all());
        int batches = (all.size() + BATCH - 1) / BATCH;
        for (int i = 0; i < batches; i++) {
            List<EngineSession> batch = all.subList(i * BATCH, Math.min(all.size(), (i + 1) * BATCH));
            tell(batch, i == 0 ? Duration.ZERO : delay(window, i, batches));
        }
        Strand.Timer deadline = strand.schedule(window, this::cutOff);
        sessions.onceEmpty(() -> {
            deadline.cancel();
            done.complete(null);
        });
        return done;
    }

    /** Somewhere in the {@code index}th part of the first half of the window. */
    private static Duration delay(Duration window, int index, int batches) {
        double part = (index + ThreadLocalRandom.current().nextDouble() - 0.5) / batches;
        return Duration.ofNanos((long) (window.toNanos() * 0.5 * part));
    }

    private void tell(List<EngineSession> batch, Duration delay) {
        Runnable tell = () -> batch.forEach(session -> session.close(CloseReason.SERVER_SHUTTING_DOWN));
        if (delay.isZero()) {
            tell.run();
        } else {
            strand.schedule(delay, tell);
        }
    }

    private void cutOff() {
        sessions.all().forEach(session -> session.abort(CloseReason.SERVER_SHUTTING_DOWN));
    }
}
