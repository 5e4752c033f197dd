package dev.parley.server.core;

import dev.parley.server.api.Event;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names inline handlers that hold up their event loop, at most one each second. Any thread. */
final class InlineWatch {
    private static final Logger log = LoggerFactory.getLogger(InlineWatch.class);
    private static final long TOO_LONG = Duration.ofMillis(100).toNanos();
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();
    private static final AtomicLong LAST = new AtomicLong(System.nanoTime() - PAUSE);

    private InlineWatch() {}

    static void check(Event event, long nanos) {
        if (nanos > TOO_LONG) {
            name(event, nanos);
        }
    }

    private static void name(Event event, long nanos) {
        long now = System.nanoTime();
        long last = LAST.get();
        if (now - last >= PAUSE && LAST.compareAndSet(last, now)) {
            log.warn(
                    "{}: handlers of event \"{}\" held the event loop for {} ms; do not use Dispatch.inline() for"
                            + " handlers that block",
                    event.socket().id(),
                    excerpt(event.name()),
                    nanos / 1_000_000);
        }
    }

    /** What peers send is cut and made harmless before it reaches a log. */
    private static String excerpt(String text) {
        return text.codePoints()
                .limit(64)
                .collect(
                        StringBuilder::new,
                        (out, c) -> out.appendCodePoint(Character.isISOControl(c) ? '?' : c),
                        StringBuilder::append)
                .toString();
    }
}
