package dev.parley.server.api;

import java.util.Collection;

/**
 * Where a broadcast may begin, and what may be said of it. Each method gives a new operator; the receiver stays as it is,
 * so operators may be kept and shared.
 */
public interface Broadcaster {
    /** To the sockets in any of these rooms; further calls add rooms. A socket in several gets one copy. */
    BroadcastOperator to(String... rooms);

    /** To the sockets in any of these rooms. */
    default BroadcastOperator to(Collection<String> rooms) {
        return to(rooms.toArray(new String[0]));
    }

    /** The same as {@link #to(String...)}. */
    default BroadcastOperator in(String... rooms) {
        return to(rooms);
    }

    /** The same as {@link #to(Collection)}. */
    default BroadcastOperator in(Collection<String> rooms) {
        return to(rooms);
    }

    /** Not to the sockets in any of these rooms. */
    BroadcastOperator except(String... rooms);

    /** Not to the sockets in any of these rooms. */
    default BroadcastOperator except(Collection<String> rooms) {
        return except(rooms.toArray(new String[0]));
    }

    /** Only to sockets connected to this node of a cluster. */
    BroadcastOperator local();
}
