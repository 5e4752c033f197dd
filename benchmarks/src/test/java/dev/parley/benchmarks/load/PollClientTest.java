package dev.parley.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
class PollClientTest {
    private final LoadLoop load = new LoadLoop();

    @AfterEach
    void end() {
        load.close();
    }

    @ParameterizedTest
    @EnumSource(PollingServer.Manner.class)
    void nothing_is_lost_when_a_server_ends_an_idle_connection(PollingServer.Manner manner) throws Exception {
        try (PollingServer server = new PollingServer(manner);
                Generator generator = new Generator(load)) {
            Wire wire = new Wire(server.port(), Wire.Kind.POLLING);
            Traffic traffic = ClosedLoop.connect(generator, wire, 1, 1, Exchange.echo(32));

            generator.call(() -> {
                traffic.begin();
                return true;
            });
            await().atMost(Duration.ofSeconds(60)).until(() -> generator.call(traffic::completed) >= 5);
            generator.call(() -> {
                traffic.end();
                return true;
            });
            generator.await("everything is answered", 60, traffic::isQuiet);
            traffic.close();

            generator.check();
            assertThat(server.connections()).isGreaterThan(5);
        }
    }
}
