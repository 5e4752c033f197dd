package dev.parley.netty;

import dev.parley.engine.Engine;
import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.HttpReply;
import dev.parley.netty.files.ClientBundle;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who answers which path: the client's files, the engine, then the longest prefix. Immutable. */
final class Routes implements Consumer<HttpExchange> {
    private final Engine engine;
    private final @Nullable ClientBundle client;
    private final List<Map.Entry<String, Consumer<HttpExchange>>> others;

    Routes(Engine engine, @Nullable ClientBundle client, Map<String, Consumer<HttpExchange>> others) {
        this.engine = engine;
        this.client = client;
        this.others = others.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getKey().length()))
                .toList();
    }

    @Override
    public void accept(HttpExchange exchange) {
        String path = exchange.head().path();
        if (client != null && client.matches(path)) {
            client.accept(exchange);
        } else if (engine.matches(path)) {
            engine.handle(exchange);
        } else {
            other(path).accept(exchange);
        }
    }

    private Consumer<HttpExchange> other(String path) {
        for (Map.Entry<String, Consumer<HttpExchange>> entry : others) {
            if (isBelow(entry.getKey(), path)) {
                return entry.getValue();
            }
        }
        return exchange -> exchange.respond(HttpReply.of(404, null));
    }

    /** Whether a path is the prefix, or below it; {@code /app} is not below {@code /a}. */
    private static boolean isBelow(String prefix, String path) {
        return path.startsWith(prefix)
                && (path.length() == prefix.length() || prefix.endsWith("/") || path.charAt(prefix.length()) == '/');
    }
}
