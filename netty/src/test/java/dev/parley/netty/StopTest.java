package dev.parley.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("live")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StopTest {
    private static final int MORE_THAN_COMES = 10_000;

    @Test
    void a_stop_ends_websockets_whose_clients_do_not_answer_the_close_frame() {
        try (Running running = new Running(builder -> {});
                RawClient client = running.connect()) {
            client.get(
                    "/socket.io/?EIO=4&transport=websocket",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            assertThat(client.reply().status()).isEqualTo(101);

            running.close();

            assertThat(text(client.bytes(MORE_THAN_COMES))).contains("\"sid\"").contains("\u0088");
        }
    }

    @Test
    void a_stop_ends_connections_that_wait_for_another_request() {
        try (Running running = new Running(
                        builder -> builder.handler("/hello", exchange -> exchange.respond(Running.text("hi"))));
                RawClient client = running.connect()) {
            assertThat(client.get("/hello").reply().text()).isEqualTo("hi");

            running.close();

            assertThat(client.bytes(MORE_THAN_COMES)).isEmpty();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
