package dev.parley.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("live")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DemoStartTest {
    @Test
    void a_port_that_is_taken_is_said_in_one_line() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0)) {
            var ending = DemoProcess.startAndEnd(taken.getLocalPort());

            assertThat(ending.exitCode()).isEqualTo(1);
            assertThat(ending.lines()).singleElement().asString().contains("port " + taken.getLocalPort(), "--port");
        }
    }

    @Test
    void the_page_its_parts_and_the_client_come_from_the_same_port() throws IOException, InterruptedException {
        try (DemoProcess demo = DemoProcess.start(0)) {
            assertThat(typeOf(demo, "")).startsWith("text/html");
            assertThat(typeOf(demo, "style.css")).startsWith("text/css");
            assertThat(typeOf(demo, "chat.js")).contains("javascript");
            assertThat(typeOf(demo, "icon.svg")).startsWith("image/svg+xml");
            assertThat(typeOf(demo, "socket.io/socket.io.js")).contains("javascript");
        }
    }

    private static String typeOf(DemoProcess demo, String path) throws IOException, InterruptedException {
        // As it comes: it offers HTTP/2 with its first request, which the server may ignore.
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(demo.url() + path)).build();
        HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.headers().firstValue("content-type").orElse("");
    }
}
