package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.server.dispatch.InlineTurn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Handlers that hold up the event loop are named. */
class InlineTurnTest {
    private static final Duration SLOW = Duration.ofMillis(120);

    private final Hub hub = new Hub();
    private final Logger logger = (Logger) LoggerFactory.getLogger(InlineTurn.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private FakeClient client;

    @BeforeEach
    void join() {
        logged.start();
        logger.addAppender(logged);
        hub.io.of("/").onConnect(socket -> {
            socket.on("slow", event -> hub.strand.blocks(SLOW));
            socket.on("slow\n\u001b[31m", event -> hub.strand.blocks(SLOW));
            socket.on("quick", event -> {});
        });
        client = hub.joins();
    }

    @AfterEach
    void hearNoMore() {
        logger.detachAppender(logged);
    }

    private List<String> warnings() {
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void a_quick_handler_is_not_worth_a_word() {
        client.says("2[\"quick\"]", "2[\"quick\"]");

        assertThat(warnings()).isEmpty();
    }

    @Test
    void a_slow_handler_is_named() {
        client.says("2[\"slow\"]");

        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("handlers of event \"slow\" held the event loop for 120 ms")
                .contains("Dispatch.inline()");
    }

    @Test
    void of_several_events_in_one_turn_the_last_is_named_as_a_guess() {
        client.saysInOneTurn("2[\"slow\"]", "2[\"quick\"]");

        assertThat(warnings()).singleElement().asString().contains("\"quick\", or of one just before, held");
    }

    @Test
    void after_a_slow_turn_the_culprit_is_known() {
        client.saysInOneTurn("2[\"slow\"]", "2[\"quick\"]");
        hub.pass(Duration.ofSeconds(1));

        client.saysInOneTurn("2[\"slow\"]", "2[\"quick\"]");

        assertThat(warnings().get(1)).contains("\"slow\" held");
    }

    @Test
    void one_warning_a_second_is_enough() {
        client.says("2[\"slow\"]", "2[\"slow\"]", "2[\"slow\"]");

        assertThat(warnings()).hasSize(1);
        hub.pass(Duration.ofSeconds(1));
        client.says("2[\"slow\"]");
        assertThat(warnings()).hasSize(2);
    }

    @Test
    void what_the_peer_called_the_event_cannot_spoil_the_log() {
        client.says("2[\"slow\\n\\u001b[31m\"]");

        assertThat(warnings()).singleElement().asString().contains("\"slow??[31m\"");
    }
}
