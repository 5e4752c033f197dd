package dev.parley.server.adapter;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The sockets that an operator addresses: those in any of {@code rooms} (all, if there is none) that are in none of
 * {@code except}. Immutable.
 *
 * @param rooms names of rooms
 * @param except names of rooms
 */
public record Selection(Set<String> rooms, Set<String> except) {
    /** Everybody. */
    public static final Selection ALL = new Selection(Set.of(), Set.of());

    /** Immutable copies. */
    public Selection {
        rooms = Set.copyOf(rooms);
        except = Set.copyOf(except);
    }

    /** The sockets in one room. */
    public static Selection room(String room) {
        return new Selection(Set.of(room), Set.of());
    }

    /** This selection with more rooms. */
    public Selection with(String... more) {
        return new Selection(union(rooms, more), except);
    }

    /** This selection without the sockets of more rooms. */
    public Selection without(String... more) {
        return new Selection(rooms, union(except, more));
    }

    private static Set<String> union(Set<String> known, String... more) {
        if (known.isEmpty() && more.length == 1) {
            return Set.of(more[0]);
        }
        Set<String> union = new LinkedHashSet<>(known);
        Collections.addAll(union, more);
        return union;
    }
}
