package dev.parley.server.adapter;

import dev.parley.engine.lock.TinyLock;
import dev.parley.server.adapter.Membership.Seat;
import java.util.Arrays;

/**
 * The members of one room: arrays without gaps. Joining appends, leaving moves the last one into the gap, so both cost the
 * same in a room of ten and of a hundred thousand.
 *
 * <p>Who speaks to all walks along the members, and touches neither their seats nor anything else here: in a large room
 * each object more would have to come from far memory.
 *
 * <p>A snapshot is the arrays themselves with their length. Appending behind that length disturbs nobody; only a change
 * below it copies the arrays first, once per snapshot.
 */
final class Room extends TinyLock implements Place {
    private static final int FIRST_CAPACITY = 2;

    final String name;

    /** Guarded by the lock. */
    private Seat[] seats = new Seat[FIRST_CAPACITY];

    /** Guarded by the lock: who sits there, seat for seat. */
    private Member[] members = new Member[FIRST_CAPACITY];

    /** Guarded by the lock. */
    private int size;

    /** Guarded by the lock: how much of the array readers may be looking at. */
    private int sharedLength;

    /** Guarded by the lock: empty and out of the table, so nobody may join it any more. */
    private boolean dead;

    Room(String name) {
        this.name = name;
    }

    /** Adds a seat; false if this room is dead and another must be made. */
    boolean add(Seat seat) {
        lock();
        try {
            if (dead) {
                return false;
            }
            if (size == seats.length) {
                copyTo(size * 2);
            } else if (size < sharedLength) {
                unshare();
            }
            put(seat, size++);
            return true;
        } finally {
            unlock();
        }
    }

    /** Removes a seat; true if the room is empty now, and dead. */
    boolean remove(Seat seat) {
        lock();
        try {
            if (sharedLength > 0) {
                unshare();
            }
            put(seats[--size], seat.index);
            seats[size] = null;
            members[size] = null;
            dead = size == 0;
            return dead;
        } finally {
            unlock();
        }
    }

    private void put(Seat seat, int index) {
        seat.index = index;
        seats[index] = seat;
        members[index] = seat.owner.member;
    }

    private void unshare() {
        copyTo(Math.max(FIRST_CAPACITY, Math.min(seats.length, size * 2)));
    }

    private void copyTo(int capacity) {
        seats = Arrays.copyOf(seats, capacity);
        members = Arrays.copyOf(members, capacity);
        sharedLength = 0;
    }

    Snapshot snapshot() {
        lock();
        try {
            sharedLength = size;
            return new Snapshot(seats, members, size);
        } finally {
            unlock();
        }
    }

    /** The members at one moment: the first {@code length} of arrays that nobody changes there. */
    record Snapshot(Seat[] seats, Member[] members, int length) {}
}
