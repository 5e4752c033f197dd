package dev.parley.server.dispatch;

import dev.parley.server.api.AsyncEventMiddleware;
import dev.parley.server.api.Event;
import dev.parley.server.api.EventHandler;
import dev.parley.server.api.Registration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What an event of one socket goes through: listeners of everything, middlewares, handlers of its name.
 *
 * <p><b>Threads:</b> registration any; {@link #run} one at a time, on the socket's mailbox.
 */
public final class EventPipeline {
    private final HandlerTable handlers = new HandlerTable();

    /** Made with the first; most sockets have none. */
    private volatile @Nullable List<EventHandler> any;

    private volatile @Nullable List<AsyncEventMiddleware> middlewares;

    private final Failures failures;

    /** A pipeline that reports what handlers throw to {@code failures}. */
    public EventPipeline(Failures failures) {
        this.failures = failures;
    }

    /** The handlers by name. */
    public HandlerTable handlers() {
        return handlers;
    }

    /** Adds a listener of everything. */
    public Registration any(EventHandler handler, boolean first) {
        List<EventHandler> list = any;
        if (list == null) {
            list = new CopyOnWriteArrayList<>();
            any = list;
        }
        list.add(first ? 0 : list.size(), handler);
        List<EventHandler> target = list;
        return () -> target.remove(handler);
    }

    /** Takes back all listeners of everything. */
    public void offAny() {
        any = null;
    }

    /** Adds a middleware. */
    public Registration use(AsyncEventMiddleware middleware) {
        List<AsyncEventMiddleware> list = middlewares;
        if (list == null) {
            list = new CopyOnWriteArrayList<>();
            middlewares = list;
        }
        list.add(middleware);
        List<AsyncEventMiddleware> target = list;
        return () -> target.remove(middleware);
    }

    /** Runs an event through. If a middleware takes its time, {@code mailbox} is held until it is done. */
    public void run(Event event, Mailbox mailbox) {
        List<EventHandler> listeners = any;
        if (listeners != null) {
            for (EventHandler listener : listeners) {
                call(listener, event);
            }
        }
        List<AsyncEventMiddleware> chain = middlewares;
        if (chain == null || chain.isEmpty()) {
            handle(event);
        } else {
            pass(event, chain, 0, mailbox);
        }
    }

    private void pass(Event event, List<AsyncEventMiddleware> chain, int from, Mailbox mailbox) {
        for (int i = from; i < chain.size(); i++) {
            CompletionStage<?> decision;
            try {
                decision = chain.get(i).handle(event);
            } catch (Exception e) {
                failures.failed(e, event);
                return;
            }
            if (!decision.toCompletableFuture().isDone()) {
                int next = i + 1;
                mailbox.hold();
                decision.whenComplete((passed, error) -> resume(event, error, chain, next, mailbox));
                return;
            }
            Throwable error = Stages.failureOf(decision);
            if (error != null) {
                failures.failed(error, event);
                return;
            }
        }
        handle(event);
    }

    private void resume(
            Event event, @Nullable Throwable error, List<AsyncEventMiddleware> chain, int next, Mailbox mailbox) {
        if (error == null) {
            mailbox.release(() -> pass(event, chain, next, mailbox));
        } else {
            mailbox.release(() -> failures.failed(Stages.unwrap(error), event));
        }
    }

    private void handle(Event event) {
        Object found = handlers.lookUp(event.name());
        if (found instanceof EventHandler one) {
            call(one, event);
        } else if (found instanceof EventHandler[] several) {
            for (EventHandler handler : several) {
                call(handler, event);
            }
        }
    }

    private void call(EventHandler handler, Event event) {
        try {
            handler.handle(event);
        } catch (Throwable e) {
            failures.failed(e, event); // an Error of a handler ends this event, not the socket
        }
    }

    /** Hears what handlers throw. */
    @FunctionalInterface
    public interface Failures {
        /** An event failed with {@code error}. */
        void failed(Throwable error, Event event);
    }
}
