package dev.parley.it.conformance;

import dev.parley.engine.carrier.HttpReply;
import dev.parley.engine.carrier.WebSocketTerms.Compression;
import dev.parley.engine.http.AllowRequest;
import dev.parley.engine.http.AllowRequest.Admission;
import dev.parley.engine.http.Cookie;
import dev.parley.engine.http.Cookie.SameSite;
import dev.parley.engine.http.Cors;
import dev.parley.engine.http.EngineMiddleware;
import dev.parley.engine.http.HttpCompression;
import dev.parley.parser.msgpack.MsgpackParser;
import dev.parley.protocol.dialect.eio4.EngineIo4;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.server.ConnectionStateRecovery;
import dev.parley.server.ServerOptions;
import dev.parley.server.ServerOptionsBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The options of each profile of {@code it/clients/APPLICATION.md}. */
final class Profiles {
    /** All that the suite knows. */
    static final List<String> NAMES = List.of(
            "default",
            "heartbeat",
            "small",
            "recovery",
            "recovery-strict",
            "cookie",
            "cookie-custom",
            "cors",
            "cors-any",
            "connect-timeout",
            "upgrade-timeout",
            "no-upgrade",
            "polling-only",
            "websocket-only",
            "deflate",
            "hooks",
            "path",
            "cleanup",
            "initial",
            "modern",
            "msgpack",
            "count",
            "restart");

    private static final SecureRandom RANDOM = new SecureRandom();

    private Profiles() {}

    static ServerOptions options(String profile) {
        ServerOptionsBuilder options = ServerOptions.builder();
        switch (profile) {
            case "heartbeat" -> options.pingInterval(ms(300)).pingTimeout(ms(1500));
            case "small" -> options.maxHttpBufferSize(5000);
            case "recovery" -> options.connectionStateRecovery(recovery(5000).withSkipMiddlewares(true));
            case "recovery-strict" -> options.connectionStateRecovery(recovery(700));
            case "cookie" -> options.cookie(Cookie.DEFAULT);
            case "cookie-custom" -> options.cookie(customCookie());
            case "cors" ->
                options.cors(Cors.of("http://app.example", "http://two.example").withCredentials());
            case "cors-any" -> options.cors(Cors.of("*"));
            case "connect-timeout" -> options.connectTimeout(ms(300));
            case "upgrade-timeout" -> options.upgradeTimeout(ms(300));
            case "no-upgrade" -> options.allowUpgrades(false);
            case "polling-only" -> options.transports("polling").httpCompression(HttpCompression.OFF);
            case "websocket-only" -> options.transports("websocket");
            case "deflate" -> options.perMessageDeflate(new Compression(true, 1024));
            case "hooks" -> hooks(options);
            case "path" -> options.path("/custom/path");
            case "cleanup" -> options.cleanupEmptyChildNamespaces(true);
            case "initial" ->
                options.initialPacket(TextPayload.of("2[\"early\"]")).generateId(head -> ownId());
            case "modern" -> options.accept(new EngineIo4());
            case "msgpack" -> options.parser(MsgpackParser::new);
            default -> {}
        }
        return options.build();
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    private static ConnectionStateRecovery recovery(long millis) {
        return ConnectionStateRecovery.of(ms(millis));
    }

    private static Cookie customCookie() {
        return Cookie.DEFAULT
                .withName("lb")
                .withPath("/here")
                .withHttpOnly(false)
                .withSameSite(SameSite.STRICT)
                .withMaxAge(Duration.ofSeconds(60));
    }

    private static void hooks(ServerOptionsBuilder options) {
        options.allowRequest(AllowRequest.of(head -> {
            String text = head.query().first("deny");
            return text == null ? Admission.allowed() : Admission.refused(text);
        }));
        options.onInitialHeaders((headers, head) -> headers.set("x-initial", "yes"));
        options.onHeaders((headers, head) -> headers.set("x-every", "yes"));
        options.use((head, headers) -> {
            headers.set("x-middleware", "yes");
            HttpBody teapot = new HttpBody("text/plain", TextPayload.of("teapot"));
            return head.query().first("teapot") == null
                    ? EngineMiddleware.PASS
                    : CompletableFuture.completedStage(Optional.of(HttpReply.of(418, teapot)));
        });
    }

    private static String ownId() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return "own-" + HexFormat.of().formatHex(bytes);
    }
}
