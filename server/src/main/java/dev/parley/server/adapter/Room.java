package dev.parley.server.adapter;

import dev.parley.engine.lock.TinyLock;
import dev.parley.server.adapter.Membership.Seat;
import java.util.Arrays;

/**
 * The members of one room: an array without gaps. Joining appends, leaving moves the last one into the gap, so both cost
 * the same in a room of ten and of a hundred thousand.
 *
 * <p>A snapshot is the array itself with its length. Appending behind that length disturbs nobody; only a change below
 * it copies the array first, once per snapshot.
 */
final class Room extends TinyLock implements Place {
    private static final int FIRST_CAPACITY = 2;

    final String name;

    /** Guarded by the lock. */
    private Seat[] seats = new Seat[FIRST_CAPACITY];

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
                seats = Arrays.copyOf(seats, size * 2);
                sharedLength = 0;
            } else if (size < sharedLength) {
                unshare();
            }
            seat.index = size;
            seats[size++] = seat;
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
            Seat last = seats[--size];
            seats[seat.index] = last;
            last.index = seat.index;
            seats[size] = null;
            dead = size == 0;
            return dead;
        } finally {
            unlock();
        }
    }

    private void unshare() {
        seats = Arrays.copyOf(seats, Math.max(FIRST_CAPACITY, Math.min(seats.length, size * 2)));
        sharedLength = 0;
    }

    Snapshot snapshot() {
        lock();
        try {
            sharedLength = size;
            return new Snapshot(seats, size);
        } finally {
            unlock();
        }
    }

    /** The members at one moment: the first {@code length} seats of an array that nobody changes there. */
    record Snapshot(Seat[] seats, int length) {}
}
