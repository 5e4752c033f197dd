package dev.parley.server.adapter;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The rooms of one member. Readers need no lock; who joins or leaves holds {@link #lock} first, then that of the room. */
final class Membership {
    final Member member;
    final ReentrantLock lock = new ReentrantLock();

    /** Written under {@link #lock}. */
    final ConcurrentHashMap<String, Seat> seats = new ConcurrentHashMap<>(4);

    /** Guarded by {@link #lock}: the member has gone, nothing may be joined any more. */
    boolean gone;

    Membership(Member member) {
        this.member = member;
    }

    boolean isInAny(Set<String> rooms) {
        for (String room : rooms) {
            if (seats.containsKey(room)) {
                return true;
            }
        }
        return false;
    }

    Set<String> rooms() {
        return new TreeSet<>(seats.keySet());
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
