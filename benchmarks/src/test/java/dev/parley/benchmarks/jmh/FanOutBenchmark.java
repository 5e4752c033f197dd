package dev.parley.benchmarks.jmh;

import dev.parley.engine.queue.Outbox;
import dev.parley.engine.queue.OutboxBudget;
import dev.parley.json.jackson.JacksonCodec;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.DefaultParser;
import dev.parley.protocol.parser.PacketEncoder;
import dev.parley.server.adapter.AdapterContext;
import dev.parley.server.adapter.LocalAdapter;
import dev.parley.server.adapter.Member;
import dev.parley.server.adapter.Selection;
import dev.parley.server.adapter.SendFlags;
import dev.parley.server.adapter.SharedPacket;
import dev.parley.server.adapter.SocketDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a broadcast to the outboxes of its receivers, and the moves between rooms. Divide by members for one delivery. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FanOutBenchmark {
    private static final SendFlags FLAGS = SendFlags.DEFAULT;

    /** Sockets in the room. */
    @Param({"10", "1000", "50000"})
    public int members;

    private final LocalAdapter adapter = new LocalAdapter(
            new AdapterContext("/", null, () -> 0, (event, args) -> CompletableFuture.completedFuture(args)));
    private final List<Receiver> receivers = new ArrayList<>();
    private final Packet.Event packet = new Packet.Event("/", "news", Args.of("hello"), Packet.NO_ACK);
    private Selection room;
    private Selection roomsWithExcept;

    @Setup
    public void setUp() {
        PacketEncoder encoder = new DefaultParser(JacksonCodec.create()).encoder();
        OutboxBudget budget = new OutboxBudget(1L << 40);
        for (int i = 0; i < members; i++) {
            Receiver receiver = new Receiver("s" + i, encoder, new Outbox(8 << 20, budget));
            receivers.add(receiver);
            adapter.join(receiver, List.of(receiver.id(), "room", i % 2 == 0 ? "even" : "odd"));
        }
        room = Selection.room("room");
        roomsWithExcept = Selection.room("even").with("odd").without("s0");
    }

    /** One room, nobody left out. */
    @Benchmark
    public void room() {
        adapter.broadcast(packet, room, FLAGS);
        receivers.forEach(Receiver::empty);
    }

    /** Two rooms, one socket left out. */
    @Benchmark
    public void roomsWithExcept() {
        adapter.broadcast(packet, roomsWithExcept, FLAGS);
        receivers.forEach(Receiver::empty);
    }

    /** Joining and leaving the large room. */
    @Benchmark
    public void leaveAndJoin() {
        adapter.leave(receivers.get(0), "room");
        adapter.join(receivers.get(0), List.of("room"));
    }

    private static final class Receiver implements Member {
        private final String id;
        private final PacketEncoder encoder;
        private final Outbox outbox;

        Receiver(String id, PacketEncoder encoder, Outbox outbox) {
            this.id = id;
            this.encoder = encoder;
            this.outbox = outbox;
        }

        void empty() {
            outbox.poll();
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public void deliver(SharedPacket shared, boolean droppable) {
            outbox.offer(shared.encodedBy(encoder));
        }

        @Override
        public CompletionStage<Args> ask(SharedPacket shared, Duration timeout) {
            return CompletableFuture.completedFuture(Args.NONE);
        }

        @Override
        public SocketDetails details() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void join(String... rooms) {}

        @Override
        public void leave(String room) {}

        @Override
        public void disconnect(boolean close) {}
    }
}
