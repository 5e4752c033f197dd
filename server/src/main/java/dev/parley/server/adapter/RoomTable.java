package dev.parley.server.adapter;

import dev.parley.server.adapter.Membership.Seat;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rooms with their members, members with their rooms.
 *
 * <p>Locks: a membership's, then a room's; both are leaves to everything else. Listeners are called after they are
 * released.
 */
final class RoomTable {
    private final ConcurrentHashMap<String, Room> rooms = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Membership> members = new ConcurrentHashMap<>();
    private final RoomListener listener;

    RoomTable(RoomListener listener) {
        this.listener = listener;
    }

    void join(Member member, Collection<String> names) {
        Membership membership = members.computeIfAbsent(member.id(), absent -> new Membership(member));
        for (String name : names) {
            join(membership, name);
        }
    }

    private void join(Membership membership, String name) {
        boolean created = false;
        membership.lock();
        try {
            if (membership.gone || membership.find(name) != null) {
                return;
            }
            Room room = rooms.get(name);
            Seat seat = room == null ? null : sit(membership, room);
            while (seat == null) {
                Room fresh = new Room(name);
                seat = sit(membership, fresh);
                Room other = rooms.putIfAbsent(name, fresh);
                created = other == null;
                if (other != null) {
                    seat = sit(membership, other);
                }
            }
            membership.add(seat);
        } finally {
            membership.unlock();
        }
        if (created) {
            listener.created(name);
        }
        listener.joined(name, membership.member.id());
    }

    /** A seat in the room, or null if it is dead; who finds it dead helps it out of the table. */
    private @Nullable Seat sit(Membership membership, Room room) {
        Seat seat = new Seat(membership, room);
        if (room.add(seat)) {
            return seat;
        }
        rooms.remove(room.name, room);
        return null;
    }

    void leave(String id, String name) {
        Membership membership = members.get(id);
        if (membership != null) {
            leave(membership, name);
        }
    }

    private void leave(Membership membership, String name) {
        boolean deleted;
        membership.lock();
        try {
            Seat seat = membership.find(name);
            if (seat == null) {
                return;
            }
            membership.remove(seat);
            deleted = stand(seat);
        } finally {
            membership.unlock();
        }
        listener.left(name, membership.member.id());
        if (deleted) {
            listener.deleted(name);
        }
    }

    /** Frees a seat; true if that ended the room. */
    private boolean stand(Seat seat) {
        boolean dead = seat.room.remove(seat);
        if (dead) {
            rooms.remove(seat.room.name, seat.room);
        }
        return dead;
    }

    /** Forgets a member: it leaves everything, and can join nothing any more. Returns the rooms that it was in. */
    Set<String> forget(Member member) {
        Membership membership = members.get(member.id());
        if (membership == null || membership.member != member) {
            return Set.of();
        }
        membership.lock();
        try {
            membership.gone = true;
        } finally {
            membership.unlock();
        }
        Set<String> before = membership.rooms();
        before.forEach(room -> leave(membership, room));
        members.remove(member.id(), membership);
        return before;
    }

    Set<String> roomsOf(String id) {
        Membership membership = members.get(id);
        return membership == null ? Set.of() : membership.rooms();
    }

    /** Calls {@code action} once for each member that the selection addresses. No lock is held meanwhile. */
    void forEach(Selection selection, Consumer<Member> action) {
        if (selection.rooms().isEmpty()) {
            forEveryone(selection.except(), action);
        } else {
            forRooms(selection, action);
        }
    }

    private void forEveryone(Set<String> except, Consumer<Member> action) {
        for (Membership membership : members.values()) {
            // who is in no room at all was connected and has been sent away from its own: still a member
            if (!membership.isInAny(except)) {
                action.accept(membership.member);
            }
        }
    }

    private void forRooms(Selection selection, Consumer<Member> action) {
        // members may move between rooms meanwhile, so only a list of who was reached tells who must not be again
        Set<Membership> reached =
                selection.rooms().size() == 1 ? Set.of() : Collections.newSetFromMap(new IdentityHashMap<>());
        for (String name : selection.rooms()) {
            Room room = rooms.get(name);
            if (room != null) {
                forRoom(room.snapshot(), reached, selection, action);
            }
        }
    }

    private static void forRoom(
            Room.Snapshot room, Set<Membership> reached, Selection selection, Consumer<Member> action) {
        boolean single = selection.rooms().size() == 1;
        for (int i = 0; i < room.length(); i++) {
            Membership membership = room.seats()[i].owner;
            if (!membership.isInAny(selection.except()) && (single || reached.add(membership))) {
                action.accept(membership.member);
            }
        }
    }

    Map<String, Set<String>> rooms() {
        Map<String, Set<String>> copy = new HashMap<>();
        rooms.forEach((name, room) -> {
            Room.Snapshot snapshot = room.snapshot();
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < snapshot.length(); i++) {
                ids.add(snapshot.seats()[i].owner.member.id());
            }
            if (!ids.isEmpty()) {
                copy.put(name, ids);
            }
        });
        return copy;
    }

    Map<String, Set<String>> sids() {
        Map<String, Set<String>> copy = new HashMap<>();
        members.forEach((id, membership) -> copy.put(id, membership.rooms()));
        return copy;
    }
}
