package dev.parley.engine;

import dev.parley.engine.queue.OutboxBudget;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Closes the sessions whose clients read slowest when more is queued than the process may hold: largest outbox first,
 * until enough is free. Any thread.
 */
final class Overload {
    private final OutboxBudget budget;
    private final SessionRegistry sessions;
    private final AtomicBoolean relieving = new AtomicBoolean();

    Overload(OutboxBudget budget, SessionRegistry sessions) {
        this.budget = budget;
        this.sessions = sessions;
    }

    /** Looks whether the budget is exceeded; cheap if not. */
    void check() {
        if (budget.isExceeded() && relieving.compareAndSet(false, true)) {
            try {
                relieve();
            } finally {
                relieving.set(false);
            }
        }
    }

    private void relieve() {
        while (budget.isExceeded()) {
            Optional<EngineSession> slowest =
                    sessions.all().stream().max(Comparator.comparingLong(EngineSession::bufferedBytes));
            if (slowest.isEmpty() || slowest.get().bufferedBytes() == 0) {
                return; // what is left is on its way out already
            }
            slowest.get().abort(CloseReason.SLOW_CONSUMER);
        }
    }
}
