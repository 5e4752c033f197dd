package dev.parley.netty.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.engine.time.Strand;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopStrandTest {
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final LoopStrandGroup group = new LoopStrandGroup(loops);
    private final Queue<String> ticks = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static <T> T on(Strand strand, Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, strand)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void strands_are_given_in_turn_but_a_caller_on_one_stays_there() {
        Strand first = group.next();
        Strand second = group.next();

        assertThat(first).isNotSameAs(second);
        assertThat(group.next()).isSameAs(first);
        assertThat(on(second, group::next)).isSameAs(second);
        assertThat(on(second, second::isCurrent)).isTrue();
        assertThat(on(second, first::isCurrent)).isFalse();
    }

    @Test
    void a_loop_of_another_group_is_refused() {
        var others = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

        assertThatThrownBy(() -> group.of(others.next())).isInstanceOf(IllegalArgumentException.class);

        others.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void what_a_loop_gets_that_has_ended_is_not_run_and_hurts_nobody() {
        Strand strand = group.next();
        stop();

        assertThat(strand.executeUnlessEnded(() -> ticks.add("executed"))).isFalse();
        strand.run(() -> ticks.add("run"));

        assertThat(ticks).isEmpty();
    }

    @Test
    void a_timer_runs_on_its_strand_unless_it_is_cancelled() {
        Strand strand = group.next();
        strand.schedule(Duration.ofMillis(20), () -> ticks.add("cancelled")).cancel();
        strand.schedule(Duration.ofMillis(40), () -> ticks.add("on strand: " + strand.isCurrent()));

        await().until(() -> !ticks.isEmpty());

        assertThat(ticks).containsExactly("on strand: true");
    }

    @Test
    void watches_may_end_themselves_and_each_other_in_a_tick() {
        LoopStrand strand = (LoopStrand) group.next();
        List<Watch> watches = new ArrayList<>();

        on(strand, () -> {
            for (int i = 0; i < 6; i++) {
                String name = "w" + i;
                int index = i;
                watches.add(strand.watch(now -> {
                    ticks.add(name);
                    if (index == 4) {
                        watches.get(4).cancel();
                        watches.get(4).cancel();
                        watches.get(1).cancel();
                        watches.get(5).cancel();
                    }
                }));
            }
            return null;
        });
        await().until(() -> ticks.stream().filter("w0"::equals).count() >= 3);
        on(strand, () -> {
            watches.forEach(Watch::cancel);
            return null;
        });

        assertThat(ticks).contains("w2", "w3").doesNotContain("w1");
        assertThat(ticks).filteredOn("w4"::equals).hasSize(1);
        assertThat(ticks).filteredOn("w5"::equals).hasSize(1);
    }

    @Test
    void the_date_is_written_as_http_wants_it() {
        LoopStrand strand = (LoopStrand) group.next();

        String date = on(strand, () -> new String(strand.date()));

        assertThat(date).matches("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    }
}
