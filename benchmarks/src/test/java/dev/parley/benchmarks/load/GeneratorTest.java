package dev.parley.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
class GeneratorTest {
    private static final Role NOBODY = new Role() {
        @Override
        public void ready(Client client) {}

        @Override
        public void message(Client client, byte[] bytes, int length, boolean isBinary) {}
    };

    private final LoadLoop load = new LoadLoop();

    @AfterEach
    void end() {
        load.close();
    }

    @Test
    void a_closed_one_has_cut_its_connections() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("0.0.0.0"))) {
            Generator generator = new Generator(load);
            connect(generator, server.getLocalPort());
            Socket accepted = server.accept();

            generator.close();

            assertThat(generator.connections()).isZero();
            accepted.getInputStream().readAllBytes(); // what was said before
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_closed_one_makes_no_more_connections() throws Exception {
        Generator generator = new Generator(load);

        generator.close();

        assertThat(connect(generator, 1)).isCompleted();
        assertThat(generator.connections()).isZero();
        assertThatCode(generator::check).doesNotThrowAnyException();
    }

    @Test
    void what_goes_wrong_with_one_is_no_failure_of_another() throws Exception {
        Generator broken = new Generator(load);
        Generator sound = new Generator(load);

        broken.fail("a wrong answer");

        assertThatThrownBy(broken::check).hasMessage("a wrong answer");
        assertThatCode(sound::check).doesNotThrowAnyException();
    }

    /** Begins to connect a client; completes if that was refused. */
    private static CompletableFuture<?> connect(Generator generator, int port) throws Exception {
        CompletableFuture<?> refused = new CompletableFuture<>();
        generator.call(
                () -> new Wire(port, Wire.Kind.WEBSOCKET).connect(generator, NOBODY, () -> refused.complete(null)));
        return refused;
    }
}
