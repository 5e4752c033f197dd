package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.dialect.Wiring;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.http.Query;
import org.jspecify.annotations.Nullable;

/** How one session writes and reads, and what was learned of its client. Belongs to the strand of the session. */
final class EngineIo3Wiring implements Wiring {
    /** Time stamps of clients before 1.4 are the milliseconds since 1970, in decimals. */
    private static final int DIGITS_OF_MILLISECONDS = 13;

    private final boolean isOldest;
    private final boolean base64;
    private final boolean readsText;
    private final PeerText peer;

    EngineIo3Wiring(Query query) {
        String stamp = query.first("t");
        boolean before1d4 = isDecimalStamp(stamp);
        this.isOldest = "2".equals(query.first("EIO"));
        this.base64 = isTrue(query.first("b64")) || query.first("j") != null;
        this.readsText = !before1d4 && !isOldest;
        this.peer = isOldest || (before1d4 && startsWithMilliseconds(stamp)) ? PeerText.twice() : PeerText.unknown();
    }

    /** Whether a parameter of the query is set, as JavaScript sees it. */
    static boolean isTrue(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    private static boolean isDecimalStamp(@Nullable String stamp) {
        if (stamp == null) {
            return false;
        }
        int dash = stamp.indexOf('-');
        return dash > 0 && areDigits(stamp, 0, dash) && areDigits(stamp, dash + 1, stamp.length());
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to > from;
    }

    private static boolean startsWithMilliseconds(@Nullable String stamp) {
        return stamp != null && stamp.indexOf('-') == DIGITS_OF_MILLISECONDS;
    }

    @Override
    public Framing framing(Route route) {
        EngineIo3Framing framing = EngineIo3Framing.of(isOldest, base64 || route.base64());
        return isOldest ? new DoubledText(framing, peer) : framing;
    }

    @Override
    public BodyFraming bodyFraming(Route route) {
        if (route.jsonp() != Route.NO_JSONP) {
            return new JsonpBodies(route.jsonp(), peer);
        }
        return base64 || route.base64() ? PollingBodies.ofText(peer) : PollingBodies.ofBytes(readsText, peer);
    }
}
