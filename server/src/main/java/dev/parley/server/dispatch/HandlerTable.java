package dev.parley.server.dispatch;

import dev.parley.server.api.EventHandler;
import dev.parley.server.api.Registration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Handlers by the name of their event, in the order of registration. Any thread.
 *
 * <p>Own code instead of a map, because every socket has one: an open hash table in a single array, which is replaced when
 * it changes, so that looking up takes no lock. Six handlers take 80 bytes.
 */
public final class HandlerTable {
    private static final EventHandler[] NOBODY = {};
    private static final @Nullable Object[] EMPTY = new @Nullable Object[2];

    @SuppressWarnings("NullAway") // a field updater knows classes, not what their elements may be
    private static final AtomicReferenceFieldUpdater<HandlerTable, Object[]> SLOTS =
            AtomicReferenceFieldUpdater.newUpdater(HandlerTable.class, Object[].class, "slots");

    /**
     * Names and what belongs to them in turn: an {@link EventHandler}, or an array of several. At least one place is free.
     * No array is ever changed; written by {@link #SLOTS} only.
     */
    private volatile @Nullable Object[] slots = EMPTY;

    /** Adds a handler, behind those that are there or in front of them. */
    public Registration add(String event, EventHandler handler, boolean first) {
        change(event, known -> {
            EventHandler[] more = new EventHandler[known.length + 1];
            System.arraycopy(known, 0, more, first ? 1 : 0, known.length);
            more[first ? 0 : known.length] = handler;
            return more;
        });
        return () -> remove(event, handler);
    }

    private void remove(String event, EventHandler handler) {
        change(
                event,
                known -> Arrays.stream(known).filter(one -> one != handler).toArray(EventHandler[]::new));
    }

    /** Takes back all handlers of an event. */
    public void remove(String event) {
        change(event, known -> NOBODY);
    }

    /** Takes back all handlers. */
    public void clear() {
        slots = EMPTY;
    }

    /** The handlers of an event. Do not change the array. */
    public EventHandler[] find(String event) {
        return several(lookUp(event));
    }

    /** What belongs to an event: null, an {@link EventHandler}, or an array of several that must not be changed. */
    @Nullable Object lookUp(String event) {
        @Nullable Object[] now = slots;
        return now[placeOf(event, now) + 1];
    }

    /** The names that have a handler. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        @Nullable Object[] now = slots;
        for (int i = 0; i < now.length; i += 2) {
            if (now[i] instanceof String name) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    private void change(String event, UnaryOperator<EventHandler[]> change) {
        @Nullable Object[] before;
        @Nullable Object[] after;
        do {
            before = slots;
            EventHandler[] handlers = change.apply(several(before[placeOf(event, before) + 1]));
            after = with(before, event, handlers);
        } while (!SLOTS.compareAndSet(this, before, after));
    }

    private static EventHandler[] several(@Nullable Object found) {
        if (found instanceof EventHandler one) {
            return new EventHandler[] {one};
        }
        return found instanceof EventHandler[] several ? several : NOBODY;
    }

    /** A table with these handlers of {@code event} instead of those that it had. */
    private static @Nullable Object[] with(@Nullable Object[] before, String event, EventHandler[] handlers) {
        int names = handlers.length > 0 ? 1 : 0;
        for (int i = 0; i < before.length; i += 2) {
            names += before[i] == null || event.equals(before[i]) ? 0 : 1;
        }
        int places = 1;
        while (places <= names + names / 4) {
            places *= 2;
        }
        if (handlers.length > 0 && 2 * places == before.length) {
            @Nullable Object[] same = before.clone(); // nothing moves
            put(event, handlers.length == 1 ? handlers[0] : handlers, same);
            return same;
        }
        @Nullable Object[] after = new @Nullable Object[2 * places];
        for (int i = 0; i < before.length; i += 2) {
            if (before[i] instanceof String name && !event.equals(name)) {
                put(name, before[i + 1], after);
            }
        }
        if (handlers.length > 0) {
            put(event, handlers.length == 1 ? handlers[0] : handlers, after);
        }
        return after;
    }

    private static void put(String event, @Nullable Object found, @Nullable Object[] table) {
        int place = placeOf(event, table);
        table[place] = event;
        table[place + 1] = found;
    }

    /** The index at which the name is, or would be. */
    private static int placeOf(String event, @Nullable Object[] table) {
        int last = table.length - 1;
        int hash = event.hashCode();
        int place = (hash ^ hash >>> 16) << 1 & last;
        while (table[place] != null && !event.equals(table[place])) {
            place = place + 2 & last;
        }
        return place;
    }
}
