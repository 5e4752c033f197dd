package dev.parley.server.api;

import dev.parley.protocol.packet.TypeRef;
import java.util.List;

/**
 * What can be listened to on a socket. Several handlers of one event run in the order of registration.
 *
 * <p><b>Threads:</b> any; a handler registered in a connect handler sees every event of the socket.
 */
public interface SocketListeners {
    /** Handles an event. */
    Registration on(String event, EventHandler handler);

    /** Handles the first argument of an event, read as {@code type}; an event without it goes to the error handler. */
    <T> Registration on(String event, Class<T> type, ValueHandler<T> handler);

    /** Handles the first argument of an event, read as a generic type. */
    <T> Registration on(String event, TypeRef<T> type, ValueHandler<T> handler);

    /** Handles an event once. */
    Registration once(String event, EventHandler handler);

    /** Handles the first argument of an event once. */
    <T> Registration once(String event, Class<T> type, ValueHandler<T> handler);

    /** Handles an event, before the handlers that are registered already. */
    Registration prepend(String event, EventHandler handler);

    /** Answers an event: what the handler returns is the ack. */
    Registration reply(String event, ReplyHandler<Event> handler);

    /** Answers an event by its first argument, read as {@code type}: what the handler returns is the ack. */
    <T> Registration reply(String event, Class<T> type, ReplyHandler<T> handler);

    /** Answers an event by its first argument, read as a generic type: what the handler returns is the ack. */
    <T> Registration reply(String event, TypeRef<T> type, ReplyHandler<T> handler);

    /** Takes back all handlers of an event. */
    void off(String event);

    /** Takes back all handlers of all events; not those of {@link #onAny} and the like. */
    void off();

    /** The names of events that have a handler. */
    List<String> eventNames();

    /** How many handlers an event has. */
    int listenerCount(String event);

    /** Sees every event, before its handlers. */
    Registration onAny(EventHandler handler);

    /** Sees every event, before the handlers of {@link #onAny} that are registered already. */
    Registration prependAny(EventHandler handler);

    /** Takes back all handlers of {@link #onAny}. */
    void offAny();

    /** Sees every event that is sent to this socket, broadcasts too. */
    Registration onAnyOutgoing(OutgoingListener listener);

    /** Sees every event that is sent, before the listeners that are registered already. */
    Registration prependAnyOutgoing(OutgoingListener listener);

    /** Takes back all listeners of {@link #onAnyOutgoing}. */
    void offAnyOutgoing();

    /** Runs when the socket goes, while it is still in its rooms as far as {@link Socket#rooms} tells. */
    Registration onDisconnecting(DisconnectHandler handler);

    /** Runs when the socket has gone. */
    Registration onDisconnect(DisconnectHandler handler);

    /** Hears what handlers and middlewares of this socket threw; the server's error handler hears it too. */
    Registration onError(ErrorHandler handler);

    /** Sees each event before its handlers and after {@link #onAny}, and may stop it. */
    Registration use(EventMiddleware middleware);

    /** Sees each event before its handlers and after {@link #onAny}, and may stop it later. */
    Registration useAsync(AsyncEventMiddleware middleware);
}
