package dev.parley.engine.transport;

import dev.parley.engine.http.Answer;
import dev.parley.protocol.dialect.BodyFraming;

/**
 * A transport whose client speaks in requests: it asks for what the server says with GET, and says something with POST.
 *
 * <p><b>Threads:</b> the session's strand.
 */
public interface RequestTransport extends Transport {
    /** Takes a GET, and answers it now or later. */
    void get(Answer answer, BodyFraming framing);

    /** Takes a POST, and answers it when its frames were delivered. */
    void post(Answer answer, BodyFraming framing);

    /** Ends, because the client goes on by another transport: a request that waits is answered with nothing. */
    void leave();
}
