package dev.parley.protocol.dialect;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.FrameType;
import dev.parley.protocol.json.JsonOutput;
import dev.parley.protocol.payload.TextPayload;
import java.util.List;

/** The first frame as Engine.IO 3 and 4 write it. Stateless; any thread. */
public final class OpeningText {
    private OpeningText() {}

    /**
     * The open frame.
     *
     * <p><b>Protocol:</b> {@code
     * 0{"sid":"NWdh","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}}.
     */
    public static Frame frame(Opening opening) {
        JsonOutput out = new JsonOutput(1, 160);
        out.ascii("{\"sid\":");
        out.string(opening.sid());
        out.ascii(",\"upgrades\":[");
        List<String> upgrades = opening.upgrades();
        for (int i = 0; i < upgrades.size(); i++) {
            if (i > 0) {
                out.raw(',');
            }
            out.string(upgrades.get(i));
        }
        out.ascii("],\"pingInterval\":");
        out.number(opening.pingInterval().toMillis());
        out.ascii(",\"pingTimeout\":");
        out.number(opening.pingTimeout().toMillis());
        out.ascii(",\"maxPayload\":");
        out.number(opening.maxPayload());
        out.raw('}');
        out.prepend('0');
        return new Frame(FrameType.OPEN, TextPayload.ofUtf8(out.array(), out.begin() + 1, out.length() - 1));
    }
}
