package dev.parley.engine.http;

import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.HttpReply;
import dev.parley.engine.carrier.HttpStream;
import dev.parley.protocol.dialect.RefusalForm;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.payload.TextPayload;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to one request, with all the headers that answers of this engine carry: those of middlewares and hooks,
 * CORS, {@code cache-control: no-store} and {@code x-content-type-options: nosniff}.
 *
 * <p><b>Threads:</b> one at a time; handed from the connection's thread to the session's strand.
 */
public final class Answer {
    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

    private static final List<String> USUAL = List.of("cache-control", "no-store", "x-content-type-options", "nosniff");

    private final HttpExchange exchange;
    private final RequestHead head;
    private final AnswerRules rules;
    private final ReplyHeaders headers = new ReplyHeaders();

    /**
     * The answer of {@code exchange}.
     *
     * @param head the request as seen through trusted proxies
     */
    public Answer(HttpExchange exchange, RequestHead head, AnswerRules rules) {
        this.exchange = exchange;
        this.head = head;
        this.rules = rules;
        Cors cors = rules.cors();
        if (cors != null) {
            CorsHeaders.write(cors, head, headers);
        }
    }

    /** The exchange that is answered. */
    public HttpExchange exchange() {
        return exchange;
    }

    /** The request, as seen through trusted proxies. */
    public RequestHead head() {
        return head;
    }

    /** Headers that this answer carries besides. */
    public ReplyHeaders headers() {
        return headers;
    }

    /** Marks this as the first answer of session {@code sid}: hooks are called; a cookie goes with it, but not on an upgrade. */
    public void opens(String sid) {
        Cookie cookie = rules.cookie();
        if (cookie != null && !head.isWebSocketUpgrade()) {
            headers.add("Set-Cookie", CookieWriter.write(cookie, sid, head));
        }
        call(rules.initialHeaders());
    }

    /** Answers. */
    public void send(int status, @Nullable HttpBody body) {
        exchange.respond(new HttpReply(status, complete(), body, false));
    }

    /** Answers without a body, if nobody did before something went wrong. */
    public void sendUnlessAnswered(int status) {
        try {
            exchange.respond(new HttpReply(status, List.of("cache-control", "no-store"), null, true));
        } catch (IllegalStateException answered) {
            LOG.debug("answered already", answered);
        }
    }

    /** Answers with what a poll waited for, compressed if {@code compressible} and the client accepts it. */
    public void sendPoll(HttpBody body, boolean compressible) {
        String accepted = head.headers().first("accept-encoding");
        HttpBody sent = compressible ? BodyCompression.compress(body, rules.compression(), accepted, headers) : body;
        send(200, sent);
    }

    /** Answers with a body that has no end yet, and begins with {@code head}. */
    public HttpStream stream(HttpBody head) {
        return exchange.stream(new HttpReply(200, complete(), head, false));
    }

    /** Refuses in the words of a generation of its own. */
    public void refuse(RefusalForm form) {
        exchange.respond(new HttpReply(form.status(), complete(), form.body(), head.isWebSocketUpgrade()));
    }

    /** Answers a preflight. */
    public void sendPreflight(Cors cors) {
        CorsHeaders.writePreflight(cors, head, headers);
        send(204, null);
    }

    /** Answers with what a middleware made. */
    public void send(HttpReply reply) {
        List<String> all = new ArrayList<>(complete());
        all.addAll(reply.headers());
        exchange.respond(new HttpReply(reply.status(), all, reply.body(), reply.closesConnection()));
    }

    /**
     * Refuses: {@code {"code":1,"message":"Session ID unknown"}}. A WebSocket handshake gets the same, and the end of its
     * connection; the official server answers those with the bare message as HTML, and with 400 even for
     * {@code Forbidden}.
     */
    public void refuse(EngineError error, String message) {
        HttpBody body = new HttpBody("application/json", TextPayload.of(json(error, message)));
        exchange.respond(new HttpReply(error.status(), complete(), body, head.isWebSocketUpgrade()));
    }

    /** The headers for the answer to a WebSocket handshake. */
    public List<String> upgradeHeaders() {
        call(rules.headers());
        return headers.list();
    }

    private List<String> complete() {
        if (headers.isEmpty() && rules.headers().isEmpty() && !isOldExplorer()) {
            return USUAL; // the same list again and again: carriers may recognize it
        }
        headers.set("cache-control", "no-store");
        headers.set("x-content-type-options", "nosniff");
        if (isOldExplorer()) {
            headers.set("X-XSS-Protection", "0"); // its filter mangles answers that look like requests
        }
        call(rules.headers());
        return headers.list();
    }

    private boolean isOldExplorer() {
        String agent = head.headers().first("user-agent");
        return agent != null && (agent.contains(";MSIE") || agent.contains("Trident/"));
    }

    private void call(List<HeaderHook> hooks) {
        for (HeaderHook hook : hooks) {
            try {
                hook.apply(headers, head);
            } catch (RuntimeException failure) {
                LOG.error("a hook for headers failed; the answer goes without its headers", failure);
            }
        }
    }

    private static String json(EngineError error, String message) {
        StringBuilder text = new StringBuilder(64).append("{\"code\":").append(error.code());
        text.append(",\"message\":\"");
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20 || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append("\"}").toString();
    }
}
