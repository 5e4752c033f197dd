package dev.parley.server.core;

import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.BindingException;
import dev.parley.protocol.packet.TypeRef;
import dev.parley.server.api.AsyncEventMiddleware;
import dev.parley.server.api.DisconnectHandler;
import dev.parley.server.api.DisconnectReason;
import dev.parley.server.api.ErrorHandler;
import dev.parley.server.api.Event;
import dev.parley.server.api.EventHandler;
import dev.parley.server.api.EventMiddleware;
import dev.parley.server.api.OutgoingListener;
import dev.parley.server.api.Registration;
import dev.parley.server.api.ReplyHandler;
import dev.parley.server.api.SocketListeners;
import dev.parley.server.api.ValueHandler;
import dev.parley.server.dispatch.EventPipeline;
import dev.parley.server.dispatch.Mailbox;
import dev.parley.server.dispatch.Stages;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** The half of a socket that listens. Any thread registers; what runs, runs on the socket's mailbox. */
abstract sealed class SocketHandlers implements SocketListeners, EventPipeline.Failures permits LocalSocket {
    private static final CompletionStage<@Nullable Void> PASSED = CompletableFuture.completedFuture(null);

    private final EventPipeline pipeline = new EventPipeline(this);

    private static final AtomicReferenceFieldUpdater<SocketHandlers, @Nullable Listeners> LISTENERS =
            AtomicReferenceFieldUpdater.newUpdater(SocketHandlers.class, Listeners.class, "listeners");

    /** Made with the first of its listeners; written by {@link #LISTENERS} only. */
    private volatile @Nullable Listeners listeners;

    /** Reports what application code threw. */
    abstract void failed(Throwable error, String where);

    @Override
    public final void failed(Throwable error, Event event) {
        failed(error, "event " + event.name());
    }

    EventPipeline pipeline() {
        return pipeline;
    }

    void notifyOutgoing(String event, Args args) {
        Listeners known = listeners;
        if (known != null) {
            for (OutgoingListener listener : known.outgoing) {
                try {
                    listener.sending(event, args);
                } catch (RuntimeException e) {
                    failed(e, "outgoing listener");
                }
            }
        }
    }

    /**
     * Says that it goes, and that it has gone, behind all that came before. Where nobody listens, and nothing is left that
     * could make anybody, no thread is woken for it.
     *
     * @param between is run between the two
     */
    void sayFarewell(Mailbox mailbox, DisconnectReason reason, String detail, Runnable between) {
        if (mailbox.isIdle() && !isMourned()) {
            between.run();
            return;
        }
        mailbox.offer(() -> {
            Listeners known = listeners;
            if (known != null) {
                say(known.disconnecting, "disconnecting", reason, detail);
            }
            between.run();
            known = listeners; // its first handlers may have come meanwhile
            if (known != null) {
                say(known.disconnect, "disconnect", reason, detail);
            }
        });
    }

    private boolean isMourned() {
        Listeners known = listeners;
        return known != null && !(known.disconnecting.isEmpty() && known.disconnect.isEmpty());
    }

    private void say(List<DisconnectHandler> handlers, String where, DisconnectReason reason, String detail) {
        for (DisconnectHandler handler : handlers) {
            try {
                handler.handle(reason, detail);
            } catch (Throwable e) {
                failed(e, where); // an Error of a handler is that handler's
            }
        }
    }

    void tellErrorHandlers(ErrorHandler.Failure failure) {
        Listeners known = listeners;
        if (known != null) {
            known.error.forEach(handler -> ErrorHandlers.call(handler, failure));
        }
    }

    private Listeners listeners() {
        Listeners known = listeners;
        if (known == null) {
            LISTENERS.compareAndSet(this, null, new Listeners());
            known = Objects.requireNonNull(listeners);
        }
        return known;
    }

    private static <T> Registration add(List<T> list, T element) {
        list.add(element);
        return () -> list.remove(element);
    }

    @Override
    public Registration on(String event, EventHandler handler) {
        return pipeline.handlers().add(event, handler, false);
    }

    @Override
    public <T> Registration on(String event, Class<T> type, ValueHandler<T> handler) {
        return on(event, received -> handler.handle(present(received.arg(0, type), received)));
    }

    @Override
    public <T> Registration on(String event, TypeRef<T> type, ValueHandler<T> handler) {
        return on(event, received -> handler.handle(present(received.arg(0, type), received)));
    }

    @Override
    public Registration once(String event, EventHandler handler) {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Registration> self = new CompletableFuture<>();
        Registration registration = on(event, received -> {
            if (done.compareAndSet(false, true)) {
                self.thenAccept(Registration::remove);
                handler.handle(received);
            }
        });
        self.complete(registration);
        return registration;
    }

    @Override
    public <T> Registration once(String event, Class<T> type, ValueHandler<T> handler) {
        return once(event, received -> handler.handle(present(received.arg(0, type), received)));
    }

    @Override
    public Registration prepend(String event, EventHandler handler) {
        return pipeline.handlers().add(event, handler, true);
    }

    @Override
    public Registration reply(String event, ReplyHandler<Event> handler) {
        return on(event, received -> answer(received, handler.handle(received)));
    }

    @Override
    public <T> Registration reply(String event, Class<T> type, ReplyHandler<T> handler) {
        return on(event, received -> answer(received, handler.handle(present(received.arg(0, type), received))));
    }

    @Override
    public <T> Registration reply(String event, TypeRef<T> type, ReplyHandler<T> handler) {
        return on(event, received -> answer(received, handler.handle(present(received.arg(0, type), received))));
    }

    private static <T> T present(@Nullable T value, Event event) {
        if (value == null) {
            throw new BindingException(
                    "event " + event.name() + ": no first argument (expected: one that is not null)");
        }
        return value;
    }

    private void answer(Event event, @Nullable Object result) {
        if (result instanceof CompletionStage<?> later) {
            later.whenComplete((value, error) -> {
                if (error == null) {
                    answerLater(event, value);
                } else {
                    failed(Stages.unwrap(error), "event " + event.name());
                }
            });
        } else {
            event.ack(result);
        }
    }

    private void answerLater(Event event, @Nullable Object value) {
        try {
            event.ack(value);
        } catch (RuntimeException e) {
            failed(e, "answer to " + event.name());
        }
    }

    @Override
    public void off(String event) {
        pipeline.handlers().remove(event);
    }

    @Override
    public void off() {
        pipeline.handlers().clear();
    }

    @Override
    public List<String> eventNames() {
        return pipeline.handlers().names();
    }

    @Override
    public int listenerCount(String event) {
        return pipeline.handlers().find(event).length;
    }

    @Override
    public Registration onAny(EventHandler handler) {
        return pipeline.any(handler, false);
    }

    @Override
    public Registration prependAny(EventHandler handler) {
        return pipeline.any(handler, true);
    }

    @Override
    public void offAny() {
        pipeline.offAny();
    }

    @Override
    public Registration onAnyOutgoing(OutgoingListener listener) {
        return add(listeners().outgoing, listener);
    }

    @Override
    public Registration prependAnyOutgoing(OutgoingListener listener) {
        List<OutgoingListener> list = listeners().outgoing;
        list.add(0, listener);
        return () -> list.remove(listener);
    }

    @Override
    public void offAnyOutgoing() {
        listeners().outgoing.clear();
    }

    @Override
    public Registration onDisconnecting(DisconnectHandler handler) {
        return add(listeners().disconnecting, handler);
    }

    @Override
    public Registration onDisconnect(DisconnectHandler handler) {
        return add(listeners().disconnect, handler);
    }

    @Override
    public Registration onError(ErrorHandler handler) {
        return add(listeners().error, handler);
    }

    @Override
    public Registration use(EventMiddleware middleware) {
        return useAsync(event -> {
            middleware.handle(event);
            return PASSED;
        });
    }

    @Override
    public Registration useAsync(AsyncEventMiddleware middleware) {
        return pipeline.use(middleware);
    }

    /** What is listened to besides events. */
    private static final class Listeners {
        final List<OutgoingListener> outgoing = new CopyOnWriteArrayList<>();
        final List<DisconnectHandler> disconnecting = new CopyOnWriteArrayList<>();
        final List<DisconnectHandler> disconnect = new CopyOnWriteArrayList<>();
        final List<ErrorHandler> error = new CopyOnWriteArrayList<>();
    }
}
