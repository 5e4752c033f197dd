package dev.parley.server.adapter;

import dev.parley.engine.lock.TinyLock;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of one member: an array while they are few, as nearly always, then a map. Readers need no lock; who joins or
 * leaves holds the lock first, then that of the room.
 */
final class Membership extends TinyLock implements Place {
    /** In so many rooms a member is found faster by looking at each than by hashing. */
    private static final int FEW = 8;

    private static final Seat[] NONE = {};
    final Member member;

    /** Written under the lock; the array is never changed. Empty once {@link #many} is there. */
    private volatile Seat[] few = NONE;

    /** Written under the lock. */
    private volatile @Nullable ConcurrentHashMap<String, Seat> many;

    /** Written under the lock: alone in the room of its own id, for which it has no seat then. */
    volatile boolean atHome;

    /** Guarded by the lock: the member has gone, nothing may be joined any more. */
    boolean gone;

    Membership(Member member) {
        this.member = member;
    }

    /** Whether it is in a room. */
    boolean isIn(String room) {
        return (atHome && room.equals(member.id())) || find(room) != null;
    }

    /** The seat in a room, or null if it has none there. */
    @Nullable Seat find(String room) {
        ConcurrentHashMap<String, Seat> map = many;
        if (map != null) {
            return map.get(room);
        }
        for (Seat seat : few) {
            if (seat.room.name.equals(room)) {
                return seat;
            }
        }
        // the seats may have moved to the map meanwhile
        map = many;
        return map == null ? null : map.get(room);
    }

    /** Adds a seat in a room where it has none. Under the lock. */
    void add(Seat seat) {
        Seat[] before = few;
        ConcurrentHashMap<String, Seat> map = many;
        if (map != null) {
            map.put(seat.room.name, seat);
        } else if (before.length < FEW) {
            Seat[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = seat;
            few = after;
        } else {
            map = new ConcurrentHashMap<>(2 * FEW);
            for (Seat one : before) {
                map.put(one.room.name, one);
            }
            map.put(seat.room.name, seat);
            many = map;
            few = NONE;
        }
    }

    /** Takes away a seat that it has. Under the lock. */
    void remove(Seat seat) {
        ConcurrentHashMap<String, Seat> map = many;
        if (map != null) {
            map.remove(seat.room.name);
            return;
        }
        Seat[] before = few;
        Seat[] after = new Seat[before.length - 1];
        int kept = 0;
        for (Seat one : before) {
            if (one != seat) {
                after[kept++] = one;
            }
        }
        few = after;
    }

    boolean isInAny(Set<String> rooms) {
        for (String room : rooms) {
            if (isIn(room)) {
                return true;
            }
        }
        return false;
    }

    Set<String> rooms() {
        Set<String> names = new TreeSet<>();
        if (atHome) {
            names.add(member.id());
        }
        for (Seat seat : few) {
            names.add(seat.room.name);
        }
        ConcurrentHashMap<String, Seat> map = many;
        if (map != null) {
            names.addAll(map.keySet());
        }
        return names;
    }

    /** A member's place in a room. */
    static final class Seat {
        final Membership owner;
        final Room room;

        /** Guarded by the lock of the room. */
        int index;

        Seat(Membership owner, Room room) {
            this.owner = owner;
            this.room = room;
        }
    }
}
