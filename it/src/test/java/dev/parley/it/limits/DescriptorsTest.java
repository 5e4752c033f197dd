package dev.parley.it.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("live")
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DescriptorsTest {
    private static final int FILES = 400;

    @Test
    void a_server_that_runs_out_of_descriptors_says_so_once_and_recovers() throws IOException {
        try (PoorServer server = PoorServer.start(FILES)) {
            Socket early = connect(server);
            assertThat(answer(early)).startsWith("HTTP/1.1 ");
            List<Socket> crowd = new ArrayList<>();
            for (int i = 0; i < FILES; i++) {
                crowd.add(connect(server)); // the kernel takes them, whether or not the server can
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> complaints(server) > 0);
            assertThat(answer(early)).as("who was there before").startsWith("HTTP/1.1 ");

            for (Socket socket : crowd) {
                socket.close();
            }

            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
                try (Socket late = connect(server)) {
                    return answer(late).startsWith("HTTP/1.1 ");
                }
            });
            assertThat(complaints(server)).as("lines in the log").isEqualTo(1);
            early.close();
        }
    }

    private static long complaints(PoorServer server) {
        return server.lines().stream()
                .filter(line -> line.contains("cannot accept connections"))
                .count();
    }

    private static Socket connect(PoorServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(5_000);
        return socket;
    }

    /** The first bytes of an answer to a request, which leaves the connection open. */
    private static String answer(Socket socket) throws IOException {
        String request = "GET /socket.io/?EIO=4&transport=nothing HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        byte[] begin = new byte[4096];
        int count = socket.getInputStream().read(begin);
        return new String(begin, 0, Math.max(count, 0), StandardCharsets.US_ASCII);
    }
}
