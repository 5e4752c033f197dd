package dev.parley.server.adapter;

import dev.parley.protocol.parser.EncodedPacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The packets of a namespace that somebody may have missed: bounded by age, number and bytes, the oldest go first.
 *
 * <p><b>Threads:</b> only inside deliveries of the namespace's {@link Sequencer}, so one at a time.
 */
final class PacketLog {
    private final long maxAgeNanos;
    private final int maxPackets;
    private final long maxBytes;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long bytes;

    /** The newest that was logged, and the newest that was let go. */
    private long newest;

    private long forgotten;

    PacketLog(long maxAgeNanos, int maxPackets, long maxBytes) {
        this.maxAgeNanos = maxAgeNanos;
        this.maxPackets = maxPackets;
        this.maxBytes = maxBytes;
    }

    void append(long sequence, long now, Selection selection, EncodedPacket packet) {
        entries.addLast(new Entry(sequence, now, selection, packet));
        bytes += packet.sizeBytes();
        newest = sequence;
        trim(now);
    }

    private void trim(long now) {
        for (Entry oldest = entries.peekFirst(); oldest != null; oldest = entries.peekFirst()) {
            boolean over = entries.size() > maxPackets || bytes > maxBytes || now - oldest.time > maxAgeNanos;
            if (!over) {
                return;
            }
            entries.removeFirst();
            forgotten = oldest.sequence;
            bytes -= oldest.packet.sizeBytes();
        }
    }

    /**
     * What a socket in {@code rooms} missed since {@code sequence}; null if that is no longer known. When nothing was sent
     * for long there is nothing to know: a client whose last packet is older than the log has missed nothing.
     */
    @Nullable List<EncodedPacket> missedSince(long sequence, long now, Set<String> rooms) {
        trim(now);
        if (sequence < forgotten || sequence < 1 || sequence > newest) {
            return null;
        }
        List<EncodedPacket> missed = new ArrayList<>();
        Iterator<Entry> newestFirst = entries.descendingIterator();
        while (newestFirst.hasNext()) {
            Entry entry = newestFirst.next();
            if (entry.sequence <= sequence) {
                break;
            }
            if (entry.concerns(rooms)) {
                missed.add(entry.packet);
            }
        }
        Collections.reverse(missed);
        return missed;
    }

    private record Entry(long sequence, long time, Selection selection, EncodedPacket packet) {
        boolean concerns(Set<String> rooms) {
            boolean included = selection.rooms().isEmpty() || intersects(selection.rooms(), rooms);
            return included && !intersects(selection.except(), rooms);
        }

        private static boolean intersects(Set<String> one, Set<String> other) {
            for (String room : one) {
                if (other.contains(room)) {
                    return true;
                }
            }
            return false;
        }
    }
}
