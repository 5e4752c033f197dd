package dev.parley.engine.carrier;

import dev.parley.engine.time.Strand;
import dev.parley.protocol.payload.Payload;
import java.util.List;

/** An answer whose body grows: for the streaming transports of old generations. Any thread. */
public interface HttpStream {
    /** Sends the next parts of the body; one flush. {@code sent} runs on {@code strand} when they have left, or when they never will. */
    void write(List<Payload> parts, Strand strand, Runnable sent);

    /** Ends the body and the answer. */
    void end();
}
