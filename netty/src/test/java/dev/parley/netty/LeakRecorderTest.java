package dev.parley.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;

/** The alarm works. */
class LeakRecorderTest {
    @Test
    void a_leak_is_found() {
        ByteBufAllocator.DEFAULT.directBuffer(16);

        await().until(() -> !LeakRecorder.found().isEmpty());

        assertThat(LeakRecorder.found()).hasSize(1);
        LeakRecorder.found().clear();
    }
}
