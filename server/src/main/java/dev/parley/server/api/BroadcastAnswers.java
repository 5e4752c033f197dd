package dev.parley.server.api;

import dev.parley.protocol.packet.Args;
import java.util.List;
import java.util.Map;

/**
 * Who answered a broadcast, and who did not.
 *
 * @param answers the answers by socket id, in the order in which they came
 * @param timedOut the ids of the sockets that are connected but did not answer in time
 * @param left the ids of the sockets that left before they answered, or could not be asked
 */
public record BroadcastAnswers(Map<String, Args> answers, List<String> timedOut, List<String> left) {
    /** Immutable copies that keep the order. */
    public BroadcastAnswers {
        answers = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(answers));
        timedOut = List.copyOf(timedOut);
        left = List.copyOf(left);
    }

    /** Whether everybody who was addressed answered. */
    public boolean isComplete() {
        return timedOut.isEmpty() && left.isEmpty();
    }

    /** The first value of each answer, as the official server's callback gets them. */
    public List<@org.jspecify.annotations.Nullable Object> values() {
        List<@org.jspecify.annotations.Nullable Object> values = new java.util.ArrayList<>(answers.size());
        for (Args answer : answers.values()) {
            values.add(answer.get(0));
        }
        return java.util.Collections.unmodifiableList(values);
    }
}
