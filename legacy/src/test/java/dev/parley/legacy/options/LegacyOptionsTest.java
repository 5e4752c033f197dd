package dev.parley.legacy.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.dialect.Timings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Protocol: Socket.IO 0.9, "Defaults of the official servers"; Socket.IO 0.6, "Timers". */
class LegacyOptionsTest {
    @Test
    void the_times_are_those_of_the_last_servers_of_their_generation() {
        assertThat(LegacyOptions.V0_9.timings()).isEqualTo(timings(25, 60, 20, 60, 30));
        assertThat(LegacyOptions.V0_6.timings()).isEqualTo(timings(10, 8, 20, 8, 8));
    }

    @Test
    void the_transports_are_those_that_were_enabled_then() {
        assertThat(LegacyOptions.V0_9.transports())
                .containsExactly("websocket", "htmlfile", "xhr-polling", "jsonp-polling");
        assertThat(LegacyOptions.V0_6.transports())
                .containsExactly(
                        "websocket", "flashsocket", "htmlfile", "xhr-multipart", "xhr-polling", "jsonp-polling");
    }

    @Test
    void a_transport_that_never_was_is_refused_and_so_is_none_at_all() {
        assertThatThrownBy(() -> LegacyOptions.V0_9.withTransports("polling"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("polling")
                .hasMessageContaining("xhr-polling");
        assertThatThrownBy(LegacyOptions.V0_6::withTransports).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_copy_differs_in_what_was_asked_for() {
        LegacyOptions changed = LegacyOptions.V0_6
                .withTransports("websocket")
                .withEventsAsJson(true)
                .withTimings(timings(1, 2, 3, 4, 5));

        assertThat(changed).isEqualTo(new LegacyOptions(List.of("websocket"), timings(1, 2, 3, 4, 5), true));
    }

    private static Timings timings(int interval, int timeout, int poll, int close, int open) {
        return new Timings(seconds(interval), seconds(timeout), seconds(poll), seconds(close), seconds(open));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
