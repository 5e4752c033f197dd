package dev.parley.server.adapter;

import dev.parley.protocol.parser.EncodedPacket;
import java.util.List;

/** Takes a socket back. Exactly one method is called, at a moment when no packet of the namespace is on its way. */
public interface Replay {
    /** All that it missed, in order. What it joins now, it receives from now on. */
    void missed(List<EncodedPacket> packets);

    /** What it missed is no longer known. */
    void lost();
}
