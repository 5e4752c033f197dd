package dev.parley.it.conformance;

import dev.parley.protocol.packet.Args;
import dev.parley.server.api.AckException;
import dev.parley.server.api.Event;
import dev.parley.server.api.Socket;
import dev.parley.server.api.SocketOperator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Events about values, acknowledgements and numbers. */
final class ValueEvents {
    private ValueEvents() {}

    static void install(Socket socket) {
        installValues(socket);
        installAcks(socket);
        installNumbers(socket);
    }

    private static void installValues(Socket socket) {
        socket.on("echo", event -> {
            if (event.wantsAck()) {
                event.ack(event.args());
            } else {
                socket.emit("echo", event.args());
            }
        });
        socket.reply("describe", event -> Values.describeAll(event.args().toList()));
        socket.on("message", event -> socket.send(event.args().toList().toArray()));
        socket.reply("produce", event -> Values.produce(text(event, 0), number(event, 1)));
        socket.on(
                "produce-event",
                event -> socket.emit("produced", Values.produce(text(event, 0), number(event, 1)), number(event, 1)));
    }

    private static void installAcks(Socket socket) {
        socket.on("ack-twice", event -> {
            event.ack("first");
            event.ack("second");
        });
        socket.on("no-answer", event -> {});
        socket.on("slow-answer", event -> {
            Object value = event.arg(1);
            CompletableFuture.delayedExecutor(number(event, 0), TimeUnit.MILLISECONDS)
                    .execute(() -> event.ack(value));
        });
        socket.on("ask", event -> {
            int ms = number(event, 0);
            SocketOperator operator = ms == 0 ? socket : socket.timeout(Duration.ofMillis(ms));
            operator.emit(
                    text(event, 1), Args.ofList(list(event, 2)), (error, answer) -> event.ack(result(error, answer)));
        });
    }

    private static Map<String, Object> result(@Nullable AckException error, Args answer) {
        return error == null ? Map.of("answers", answer.toList()) : Map.of("error", String.valueOf(error.getMessage()));
    }

    private static void installNumbers(Socket socket) {
        List<Integer> numbers = new ArrayList<>(); // events of a socket are handled one after another
        socket.on("number", event -> {
            numbers.add(number(event, 0));
            socket.emit("number", number(event, 0));
        });
        socket.on("numbers", event -> {
            event.ack(List.copyOf(numbers));
            numbers.clear();
        });
        socket.on("flood", event -> {
            for (int i = 0; i < number(event, 0); i++) {
                socket.emit("number", i, event.arg(1));
            }
        });
    }

    static String text(Event event, int index) {
        return String.valueOf(event.arg(index));
    }

    static int number(Event event, int index) {
        Integer number = event.arg(index, Integer.class);
        return number == null ? 0 : number;
    }

    static List<?> list(Event event, int index) {
        return event.arg(index) instanceof List<?> list ? list : List.of();
    }

    static Map<?, ?> map(Event event, int index) {
        return event.arg(index) instanceof Map<?, ?> map ? map : Map.of();
    }
}
