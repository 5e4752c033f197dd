package dev.parley.legacy.options;

import dev.parley.legacy.route.OldTransports;
import dev.parley.protocol.dialect.Timings;
import java.time.Duration;
import java.util.List;

/**
 * What can be set for one old generation. The defaults are those of its last official server.
 *
 * @param transports the names of the transports that are enabled, the preferred first
 * @param timings its heartbeats and timeouts
 * @param eventsAsJson clients 0.6 only: whether events travel as JSON messages {@code {"event":"name","args":[...]}} both
 *     ways. If not, such clients can be sent the event {@code message} with one argument and nothing else.
 */
public record LegacyOptions(List<String> transports, Timings timings, boolean eventsAsJson) {
    /**
     * Clients 0.7 to 0.9: heartbeats every 25 seconds, 60 to answer, polls of 20 seconds, 60 to the next poll, 30 to the
     * first; all transports but flashsocket, as in the official server.
     */
    public static final LegacyOptions V0_9 = new LegacyOptions(
            List.of("websocket", "htmlfile", "xhr-polling", "jsonp-polling"),
            new Timings(seconds(25), seconds(60), seconds(20), seconds(60), seconds(30)),
            false);

    /**
     * Clients 0.6: heartbeats every 10 seconds, 8 to answer, polls of 20 seconds, 8 to the next poll; all six transports;
     * no events.
     */
    public static final LegacyOptions V0_6 = new LegacyOptions(
            List.of("websocket", "flashsocket", "htmlfile", "xhr-multipart", "xhr-polling", "jsonp-polling"),
            new Timings(seconds(10), seconds(8), seconds(20), seconds(8), seconds(8)),
            false);

    /** An immutable copy. */
    public LegacyOptions {
        if (transports.isEmpty() || !OldTransports.ALL.containsAll(transports)) {
            throw new IllegalArgumentException(
                    "transports: " + transports + " (expected: some of " + OldTransports.ALL + ")");
        }
        transports = List.copyOf(transports);
    }

    /**
     * These, with other transports. Flash players connect a {@code flashsocket} only to servers that give them a policy file:
     * with {@code parley-netty}, set the option {@code flashPolicy} of the server's builder, too.
     */
    public LegacyOptions withTransports(String... names) {
        return new LegacyOptions(List.of(names), timings, eventsAsJson);
    }

    /** These, with other times. */
    public LegacyOptions withTimings(Timings times) {
        return new LegacyOptions(transports, times, eventsAsJson);
    }

    /** These, with or without events for clients 0.6. */
    public LegacyOptions withEventsAsJson(boolean enabled) {
        return new LegacyOptions(transports, timings, enabled);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
