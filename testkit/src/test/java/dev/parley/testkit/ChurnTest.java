package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.client.WebSocketClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChurnTest {
    @Test
    void of_ten_thousand_clients_that_are_cut_at_once_nothing_is_left() {
        TestEngine server = TestEngine.withDefaults();
        List<WebSocketClient> clients = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            clients.add(server.webSocket());
            server.polling().beginPoll().abort();
        }

        clients.forEach(WebSocketClient::cut);
        server.settle();
        server.pass(Duration.ofSeconds(2));

        assertThat(server.engine().clientsCount()).isZero();
        assertThat(server.strands().timers()).isZero();
        assertThat(server.heard().sessions()).hasSize(10_000).allMatch(session -> session.closeReason() != null);
    }
}
