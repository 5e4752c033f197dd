package dev.parley.server.adapter;

import dev.parley.protocol.packet.Args;
import dev.parley.server.api.AckException;
import dev.parley.server.api.BroadcastAnswers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Gathers the answers to one broadcast. Complete when everybody whom it expects has answered, left or taken too long. */
final class AnswerGathering {
    private final CompletableFuture<BroadcastAnswers> result = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, like all below. Begins at one, which {@link #begin} takes back. */
    private int open = 1;

    private final Map<String, Args> answers = new LinkedHashMap<>();
    private final List<String> timedOut = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    /** Waits for one more. */
    void expect(String socketId, CompletionStage<Args> answer) {
        lock.lock();
        try {
            open++;
        } finally {
            lock.unlock();
        }
        answer.whenComplete((args, error) -> settle(() -> record(socketId, args, error)));
    }

    /** Nobody else is expected. */
    void begin() {
        settle(() -> {});
    }

    CompletionStage<BroadcastAnswers> result() {
        return result;
    }

    private void record(String socketId, @Nullable Args args, @Nullable Throwable error) {
        if (args != null) {
            answers.put(socketId, args);
        } else if (isTimeout(error)) {
            timedOut.add(socketId);
        } else {
            left.add(socketId);
        }
    }

    private static boolean isTimeout(@Nullable Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        return cause instanceof AckException ack && ack.reason() == AckException.Cause.TIMEOUT;
    }

    private void settle(Runnable change) {
        boolean last;
        lock.lock();
        try {
            change.run();
            last = --open == 0;
        } finally {
            lock.unlock();
        }
        if (last) {
            result.complete(new BroadcastAnswers(answers, timedOut, left));
        }
    }
}
