package dev.parley.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parley.engine.carrier.MessageCarrier;
import dev.parley.engine.queue.Outbox;
import dev.parley.engine.queue.OutboxBudget;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.dialect.eio4.EngineIo4;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.parser.EncodedPacket;
import dev.parley.protocol.payload.TextPayload;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts the bytes that one message costs on its way through a transport. */
class AllocationTest {
    private static final int ROUNDS = 20_000;
    private static final int BURST = 10;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final MessageTransport transport = open();
    private long frames;

    @Test
    void a_message_that_comes_costs_its_frame_and_its_slice() {
        TextPayload message = TextPayload.of("42[\"hello\",1]");

        double bytes = bytesPerRound(() -> transport.message(message));

        assertThat(frames).isGreaterThan(ROUNDS);
        assertThat(bytes).isLessThanOrEqualTo(80);
    }

    @Test
    void a_packet_that_is_framed_already_costs_nothing_more_to_send() {
        Outbox outbox = new Outbox(1_000_000, new OutboxBudget(Long.MAX_VALUE));
        EncodedPacket packet = EncodedPacket.of(TextPayload.of("2[\"hello\",1]"), true);

        double bytes = bytesPerRound(() -> {
            for (int i = 0; i < BURST; i++) {
                outbox.offer(packet);
            }
            transport.drain(outbox);
        });

        assertThat(outbox.isEmpty()).isTrue();
        assertThat(bytes / BURST).isLessThanOrEqualTo(8);
    }

    private double bytesPerRound(Runnable round) {
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        return (double) (threads.getThreadAllocatedBytes(thread) - before) / ROUNDS;
    }

    private MessageTransport open() {
        MessageTransport fresh = new MessageTransport("websocket", framing(), new Batches(), new TransportListener() {
            @Override
            public void frame(Frame frame) {
                frames++;
            }

            @Override
            public void writable() {
                // the test drains by itself
            }

            @Override
            public void ended(End end, String detail) {
                throw new AssertionError(detail);
            }
        });
        fresh.opened(new MessageCarrier() {
            @Override
            public void send(List<WireMessage> batch) {
                fresh.sent();
            }

            @Override
            public void pauseReads() {}

            @Override
            public void resumeReads() {}

            @Override
            public void close(int code, String reason) {}

            @Override
            public void abort() {}
        });
        return fresh;
    }

    private static Framing framing() {
        RequestHead head = new RequestHead(
                "GET", "/socket.io/", Query.NONE, Headers.NONE, new InetSocketAddress("127.0.0.1", 1), false);
        return new EngineIo4().wiring(head).framing(new Route("websocket", null, false, Route.NO_JSONP));
    }
}
