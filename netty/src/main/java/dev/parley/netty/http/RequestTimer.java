package dev.parley.netty.http;

import dev.parley.netty.limits.HttpLimits;

/** For how long a connection has been doing what it does. Confined to a loop. */
final class RequestTimer {
    private final HttpLimits limits;

    /** Bytes that belonged to requests which were read to their end. */
    private long bytesUsed;

    /** Since when a head is due; at first from accepting, though nothing has come. */
    private long headSince;

    private boolean headIsDue = true;
    private long requestSince;
    private long idleSince;
    private long bodySince;
    private long bodyBytes;

    RequestTimer(HttpLimits limits, long now) {
        this.limits = limits;
        headSince = now;
        requestSince = now;
        idleSince = now;
        bodySince = now;
    }

    /** What to do about a connection. */
    enum Verdict {
        PATIENCE,
        LATE,
        IDLE
    }

    void headRead(long now, long bytesSeen) {
        headIsDue = false;
        requestSince = now;
        bodySince = now;
        bodyBytes = bytesSeen;
    }

    /** A request was read to its end, after so many bytes. */
    void requestRead(long now, long bytes) {
        bytesUsed = bytes;
        idleSince = now;
    }

    void answered(long now) {
        idleSince = now;
    }

    void bodyWanted(long now) {
        bodySince = now;
    }

    /** Whether bytes of a next request have come. */
    boolean isRequestBegun(long bytesSeen) {
        return bytesSeen > bytesUsed;
    }

    Verdict verdict(long now, long bytesSeen, boolean nothingOpen, boolean inBody, boolean bodyIsDue) {
        if (inBody) {
            return bodyIsDue ? ofBody(now, bytesSeen) : Verdict.PATIENCE;
        }
        if (headIsDue || (nothingOpen && isRequestBegun(bytesSeen))) {
            if (!headIsDue) {
                headIsDue = true;
                headSince = now;
            }
            return now - headSince >= limits.headerTimeout().toNanos() ? Verdict.LATE : Verdict.PATIENCE;
        }
        boolean isIdle = nothingOpen && now - idleSince >= limits.idleTimeout().toNanos();
        return isIdle ? Verdict.IDLE : Verdict.PATIENCE;
    }

    private Verdict ofBody(long now, long bytesSeen) {
        if (bytesSeen != bodyBytes) {
            bodyBytes = bytesSeen;
            bodySince = now;
        }
        boolean isLate = now - bodySince >= limits.bodyTimeout().toNanos()
                || now - requestSince >= limits.requestTimeout().toNanos();
        return isLate ? Verdict.LATE : Verdict.PATIENCE;
    }
}
