package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineMetrics;
import dev.parley.engine.http.EngineError;
import dev.parley.testkit.client.PollingClient;
import dev.parley.testkit.client.WebSocketClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final List<String> counted = new ArrayList<>();
    private final TestEngine server = TestEngine.with(options -> options.metrics(new EngineMetrics() {
        @Override
        public void opened(String transport) {
            counted.add("opened " + transport);
        }

        @Override
        public void closed(CloseReason reason) {
            counted.add("closed " + reason);
        }

        @Override
        public void upgraded(String transport) {
            counted.add("upgraded " + transport);
        }

        @Override
        public void refused(EngineError error) {
            counted.add("refused " + error);
        }

        @Override
        public void frameIn(int bytes) {
            counted.add("in " + bytes);
        }

        @Override
        public void sent(int packets, long bytes) {
            counted.add("sent " + packets);
        }

        @Override
        public void dropped(DropCause cause, int packets) {
            counted.add("dropped " + packets + " " + cause);
        }
    }));

    @Test
    void the_life_of_a_session_is_counted_at_each_step() {
        PollingClient client = server.polling();
        client.post("4abc");
        WebSocketClient socket = client.upgrade();
        server.session().send("x");
        server.session().send("y");
        server.settle();
        socket.cut();

        assertThat(counted)
                .containsExactly(
                        "opened polling", "sent 1", "in 3", "upgraded websocket", "sent 2", "closed TRANSPORT_CLOSE");
    }

    @Test
    void what_is_refused_late_or_lost_is_counted() {
        server.web().get("EIO=4&transport=tobi");
        PollingClient client = server.polling();
        counted.clear();
        server.session().send("x");
        server.session().session().close(CloseReason.FORCED_CLOSE);
        server.settle();
        client.post("4late");
        client.post("1");

        assertThat(counted).containsExactly("dropped 1 CAME_LATE", "dropped 1 SESSION_ENDED", "closed FORCED_CLOSE");
    }

    @Test
    void refusals_are_counted_by_their_error() {
        server.web().get("EIO=4&transport=tobi");
        server.web().get("EIO=4&transport=polling&sid=x");

        assertThat(counted).containsExactly("refused UNKNOWN_TRANSPORT", "refused UNKNOWN_SID");
    }
}
