package dev.parley.testkit.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.HttpReply;
import dev.parley.engine.time.Strand;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.TextPayload;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What the contracts of carriers need to know of a carrier. */
public interface CarrierFixture {
    /** Starts a server on a free port of this machine that gives all requests to {@code handler}. */
    Server start(Consumer<HttpExchange> handler);

    /** A strand on which the session of {@code exchange} could live. */
    Strand strandFor(HttpExchange exchange);

    /** An answer of plain text. */
    static HttpReply text(String text) {
        return HttpReply.of(200, new HttpBody("text/plain", TextPayload.of(text)));
    }

    /** The next of {@code queue}, within ten seconds. */
    static <T> T take(BlockingQueue<T> queue) {
        try {
            T taken = queue.poll(10, TimeUnit.SECONDS);
            assertThat(taken).as("something within ten seconds").isNotNull();
            return taken;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** A started server. */
    interface Server extends AutoCloseable {
        /** Its port. */
        int port();

        @Override
        void close();
    }
}
