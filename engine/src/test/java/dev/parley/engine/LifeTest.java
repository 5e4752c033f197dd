package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifeTest {
    /** Steps: o open, c close by this side, e end, t the end of the transport. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -    | opening | -
            o    | open    | -
            c    | opening | -
            oo   | open    | -
            oc   | closing | -
            occ  | closing | -
            oe   | closed  | TRANSPORT_CLOSE
            oce  | closed  | FORCED_CLOSE
            oec  | closed  | TRANSPORT_CLOSE
            ocee | closed  | FORCED_CLOSE
            oceo | closed  | FORCED_CLOSE
            e    | closed  | TRANSPORT_CLOSE
            eo   | closed  | TRANSPORT_CLOSE
            """)
    void goes_forward_only_and_remembers_who_decided(String steps, String state, CloseReason reason) {
        Life life = new Life();
        CloseReason ended = null;
        for (char step : (steps == null ? "" : steps).toCharArray()) {
            switch (step) {
                case 'o' -> life.open();
                case 'c' -> life.beginClosing(CloseReason.FORCED_CLOSE);
                default -> ended = life.end() ? life.reason(CloseReason.TRANSPORT_CLOSE) : ended;
            }
        }

        assertThat(ended).isEqualTo(reason);
        assertThat(life.isOpen()).isEqualTo("open".equals(state));
        assertThat(life.isClosing()).isEqualTo("closing".equals(state));
        assertThat(life.isClosed()).isEqualTo("closed".equals(state));
    }

    @Test
    void ends_once_and_with_one_reason_whoever_comes_at_the_same_time() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int round = 0; round < 2000; round++) {
            Life life = new Life();
            life.open();
            AtomicInteger begun = new AtomicInteger();
            AtomicInteger ended = new AtomicInteger();
            CountDownLatch done = new CountDownLatch(4);
            for (CloseReason reason : new CloseReason[] {
                CloseReason.FORCED_CLOSE, CloseReason.PING_TIMEOUT, CloseReason.SLOW_CONSUMER, CloseReason.PARSE_ERROR
            }) {
                threads.execute(() -> {
                    begun.addAndGet(life.beginClosing(reason) ? 1 : 0);
                    ended.addAndGet(life.end() ? 1 : 0);
                    done.countDown();
                });
            }
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(begun.get()).isLessThanOrEqualTo(1);
            assertThat(ended.get()).isOne();
        }
        threads.shutdown();
    }
}
