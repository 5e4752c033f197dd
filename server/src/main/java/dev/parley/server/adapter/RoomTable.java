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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rooms with their members, members with their rooms.
 *
 * <p>Locks: a membership's, then a room's, never two of a kind; both are leaves to everything else. Listeners are called
 * after they are released. What the table has under the id of a member changes from or to that {@link Membership} only with
 * its lock held.
 */
final class RoomTable {
    private final ConcurrentHashMap<String, Place> rooms = new ConcurrentHashMap<>();
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
        Joining done = tryJoin(membership, name);
        while (done == Joining.HOME_OF_ANOTHER) {
            openHome(name);
            done = tryJoin(membership, name);
        }
        if (done == Joining.NOT) {
            return;
        }
        if (done == Joining.CREATED) {
            listener.created(name);
        }
        listener.joined(name, membership.member.id());
    }

    private Joining tryJoin(Membership membership, String name) {
        membership.lock();
        try {
            if (membership.gone || membership.isIn(name)) {
                return Joining.NOT;
            }
            return name.equals(membership.member.id()) && goHome(membership) ? Joining.CREATED : sit(membership, name);
        } finally {
            membership.unlock();
        }
    }

    /** What came of the wish to join a room. */
    private enum Joining {
        NOT,
        JOINED,
        CREATED,
        /** Nothing yet: somebody is alone in it, whose lock must not be taken under another of its kind. */
        HOME_OF_ANOTHER
    }

    /** Puts a member alone into the room of its own id; false if others are there. */
    private boolean goHome(Membership membership) {
        if (rooms.putIfAbsent(membership.member.id(), membership) != null) {
            return false;
        }
        membership.atHome = true;
        return true;
    }

    /** Makes a room of the place where a member is alone, for others to join. */
    private void openHome(String name) {
        if (!(rooms.get(name) instanceof Membership owner)) {
            return;
        }
        owner.lock();
        try {
            if (owner.atHome) {
                Room room = new Room(name);
                Seat seat = new Seat(owner, room);
                room.add(seat);
                owner.add(seat);
                rooms.put(name, room);
                owner.atHome = false;
            }
        } finally {
            owner.unlock();
        }
    }

    /** Gives a member a seat in a room. */
    private Joining sit(Membership membership, String name) {
        while (true) {
            Place place = rooms.get(name);
            if (place instanceof Membership) {
                return Joining.HOME_OF_ANOTHER;
            }
            Room room = place instanceof Room known ? known : new Room(name);
            Seat seat = new Seat(membership, room);
            if (!room.add(seat)) {
                rooms.remove(name, room); // who finds it dead helps it out of the table
            } else if (room == place || rooms.putIfAbsent(name, room) == null) {
                membership.add(seat);
                return room == place ? Joining.JOINED : Joining.CREATED;
            }
        }
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
            if (!membership.isIn(name)) {
                return;
            }
            Seat seat = membership.find(name);
            deleted = seat == null ? leaveHome(membership) : stand(membership, seat);
        } finally {
            membership.unlock();
        }
        listener.left(name, membership.member.id());
        if (deleted) {
            listener.deleted(name);
        }
    }

    /** Ends the room in which a member is alone. */
    private boolean leaveHome(Membership membership) {
        membership.atHome = false;
        return rooms.remove(membership.member.id(), membership);
    }

    /** Frees a seat; true if that ended the room. */
    private boolean stand(Membership membership, Seat seat) {
        membership.remove(seat);
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
        boolean single = selection.rooms().size() == 1;
        Membership sender = aloneIn(selection.except());
        if (single && (sender != null || selection.except().isEmpty())) {
            forRoom(selection.rooms().iterator().next(), sender == null ? null : sender.member, action);
            return;
        }
        // members may move between rooms meanwhile, so only a list of who was reached tells who must not be again
        Predicate<Membership> isNew = single
                ? membership -> true
                : Collections.newSetFromMap(new IdentityHashMap<Membership, Boolean>())::add;
        for (String name : selection.rooms()) {
            Place place = rooms.get(name);
            if (place instanceof Room room) {
                Room.Snapshot snapshot = room.snapshot();
                for (int i = 0; i < snapshot.length(); i++) {
                    forMember(snapshot.seats()[i].owner, selection, isNew, action);
                }
            } else if (place instanceof Membership alone) {
                forMember(alone, selection, isNew, action);
            }
        }
    }

    /** The only one who is in any of these rooms, if it is one room of a socket's own id: who speaks to others leaves out itself. */
    private @Nullable Membership aloneIn(Set<String> names) {
        return names.size() == 1 && rooms.get(names.iterator().next()) instanceof Membership alone ? alone : null;
    }

    private static void forMember(
            Membership membership, Selection selection, Predicate<Membership> isNew, Consumer<Member> action) {
        if (!membership.isInAny(selection.except()) && isNew.test(membership)) {
            action.accept(membership.member);
        }
    }

    /** Everybody in one room but one: nearly all broadcasts. Nothing of a member is looked at here. */
    private void forRoom(String name, @Nullable Member except, Consumer<Member> action) {
        Place place = rooms.get(name);
        if (place instanceof Room room) {
            Room.Snapshot snapshot = room.snapshot();
            for (int i = 0; i < snapshot.length(); i++) {
                Member member = snapshot.members()[i];
                if (member != except) {
                    action.accept(member);
                }
            }
        } else if (place instanceof Membership alone && alone.member != except) {
            action.accept(alone.member);
        }
    }

    Map<String, Set<String>> rooms() {
        Map<String, Set<String>> copy = new HashMap<>();
        rooms.forEach((name, place) -> {
            Set<String> ids = idsIn(place);
            if (!ids.isEmpty()) {
                copy.put(name, ids);
            }
        });
        return copy;
    }

    private static Set<String> idsIn(Place place) {
        Set<String> ids = new HashSet<>();
        if (place instanceof Room room) {
            Room.Snapshot snapshot = room.snapshot();
            for (int i = 0; i < snapshot.length(); i++) {
                ids.add(snapshot.members()[i].id());
            }
        } else if (place instanceof Membership alone) {
            ids.add(alone.member.id());
        }
        return ids;
    }

    Map<String, Set<String>> sids() {
        Map<String, Set<String>> copy = new HashMap<>();
        members.forEach((id, membership) -> copy.put(id, membership.rooms()));
        return copy;
    }
}
