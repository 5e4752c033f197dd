package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.time.HeartbeatWheel;
import dev.parley.testkit.time.VirtualStrands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatWheelTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final VirtualStrands strands = new VirtualStrands(1);
    private final HeartbeatWheel wheel = new HeartbeatWheel(strands.strands().get(0), strands.clock());
    private final List<Long> beats = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 25, 63, 64, 65, 200, 100_000})
    void a_pulse_beats_when_it_is_due_and_less_than_two_seconds_later(long seconds) {
        strands.pass(Duration.ofMillis(300));
        long due = strands.clock().nanos() + seconds * SECOND;
        wheel.start(pulse(this::beatOnce), due, false);

        strands.pass(Duration.ofSeconds(seconds).plusSeconds(3));

        assertThat(beats).hasSize(1);
        assertThat(beats.get(0) - due).isBetween(0L, 2 * SECOND - 1);
    }

    @Test
    void an_exact_pulse_beats_when_it_is_due() {
        wheel.start(pulse(this::beatOnce), 123_456_789, true);

        strands.pass(Duration.ofSeconds(1));

        assertThat(beats).containsExactly(123_456_789L);
    }

    @Test
    void a_pulse_goes_on_as_it_says() {
        wheel.start(
                pulse(now -> {
                    beats.add(now / SECOND);
                    return beats.size() < 4 ? now + 10 * SECOND : HeartbeatWheel.STOP;
                }),
                10 * SECOND,
                false);

        strands.pass(Duration.ofSeconds(100));

        assertThat(beats).containsExactly(10L, 20L, 30L, 40L);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void a_pulse_that_is_stopped_beats_no_more_and_the_wheel_stands_still() {
        HeartbeatWheel.Pulse waiting = pulse(this::beatOnce);
        HeartbeatWheel.Pulse exact = pulse(this::beatOnce);
        wheel.start(waiting, 5 * SECOND, false);
        wheel.start(exact, 5 * SECOND, true);

        wheel.stop(waiting);
        wheel.stop(exact);
        wheel.stop(waiting);
        strands.pass(Duration.ofSeconds(10));

        assertThat(beats).isEmpty();
        assertThat(strands.timers()).isZero();
    }

    @Test
    void a_pulse_may_stop_others_of_its_second_and_itself() {
        List<HeartbeatWheel.Pulse> pulses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            pulses.add(pulse(now -> {
                beats.add(now);
                pulses.forEach(wheel::stop);
                return now + SECOND;
            }));
        }
        pulses.forEach(pulse -> wheel.start(pulse, 5 * SECOND, false));

        strands.pass(Duration.ofSeconds(20));

        assertThat(beats).hasSize(1);
        assertThat(wheel.size()).isZero();
        assertThat(strands.timers()).isZero();
    }

    @Test
    void a_pulse_that_fails_stops_and_others_go_on() {
        wheel.start(
                pulse(now -> {
                    throw new IllegalStateException("boom");
                }),
                5 * SECOND,
                false);
        wheel.start(pulse(this::beatOnce), 5 * SECOND, false);

        strands.pass(Duration.ofSeconds(10));

        assertThat(beats).hasSize(1);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void nothing_is_missed_when_the_process_slept_for_longer_than_a_turn_of_the_wheel() {
        for (int i = 1; i <= 100; i++) {
            wheel.start(pulse(this::beatOnce), i * SECOND, false);
        }

        strands.suspend(Duration.ofHours(1));
        strands.pass(Duration.ofSeconds(2));

        assertThat(beats).hasSize(100);
    }

    @Test
    void a_hundred_thousand_pulses_need_one_timer() {
        for (int i = 0; i < 100_000; i++) {
            wheel.start(pulse(this::beatOnce), (i % 50) * SECOND, false);
        }

        assertThat(strands.timers()).isOne();
        strands.pass(Duration.ofSeconds(60));
        assertThat(beats).hasSize(100_000);
    }

    private static HeartbeatWheel.Pulse pulse(LongUnaryOperator beat) {
        return new HeartbeatWheel.Pulse() {
            @Override
            protected long beat(long now) {
                return beat.applyAsLong(now);
            }
        };
    }

    private long beatOnce(long now) {
        beats.add(now);
        return HeartbeatWheel.STOP;
    }
}
