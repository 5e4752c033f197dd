package dev.parley.engine;

import dev.parley.engine.Paths.Meaning;
import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.HttpReply;
import dev.parley.engine.http.Answer;
import dev.parley.engine.http.AnswerRules;
import dev.parley.engine.http.Cors;
import dev.parley.engine.http.EngineMiddleware;
import dev.parley.engine.http.OriginPolicy;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.RefusalForm;
import dev.parley.protocol.dialect.Refused.Source;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.http.RequestHead;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request passes before anybody asks what it wants: the rules about hosts and origins, preflights, and the
 * middlewares of the application. Any thread; no state.
 */
final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final EngineOptions options;
    private final EngineListener listener;
    private final Paths paths;
    private final AnswerRules rules;

    /** Set once, before the first request. */
    private BiConsumer<Answer, @Nullable Meaning> next = (answer, meaning) -> answer.send(503, null);

    Gate(EngineOptions options, EngineListener listener, Paths paths) {
        this.options = options;
        this.listener = listener;
        this.paths = paths;
        this.rules = new AnswerRules(
                options.cors(),
                options.cookie(),
                options.httpCompression(),
                options.initialHeaders(),
                options.headers());
    }

    /** Hands what may pass to {@code reception}. */
    void leadTo(BiConsumer<Answer, @Nullable Meaning> reception) {
        this.next = reception;
    }

    void enter(HttpExchange exchange) {
        RequestHead direct = exchange.head();
        String host = options.trustedProxies().host(direct);
        Answer answer = new Answer(exchange, options.trustedProxies().seenThrough(direct), rules);
        guarded(answer, () -> {
            Meaning meaning = paths.meaningOf(answer.head());
            Refusal refusal = check(answer.head(), host, meaning);
            Cors cors = options.cors();
            if (refusal != null) {
                refuse(answer, meaning, refusal);
            } else if (cors != null && answer.head().method().equals("OPTIONS")) {
                answer.sendPreflight(cors);
            } else {
                pass(answer, meaning, 0);
            }
        });
    }

    /** Refuses, tells the application, and counts. */
    void refuse(Answer answer, Refusal refusal) {
        answer.refuse(refusal.error(), refusal.message());
        note(answer, refusal);
    }

    /** Refuses in the words of the generation that is meant, tells the application, and counts. */
    void refuse(Answer answer, Dialect dialect, Route route, Refusal refusal) {
        RefusalForm form = dialect.refusal(answer.head(), route, refusal.toRefused());
        if (form == null) {
            answer.refuse(refusal.error(), refusal.message());
        } else {
            answer.refuse(form);
        }
        note(answer, refusal);
    }

    private void refuse(Answer answer, @Nullable Meaning meaning, Refusal refusal) {
        if (meaning == null) {
            refuse(answer, refusal);
        } else {
            refuse(answer, meaning.dialect(), meaning.route(), refusal);
        }
    }

    /** Tells the application of a refusal, and counts it. */
    void note(Answer answer, Refusal refusal) {
        options.metrics().refused(refusal.error());
        try {
            listener.onConnectionError(new EngineListener.ConnectionError(
                    answer.head(), refusal.error().code(), refusal.message(), refusal.context()));
        } catch (RuntimeException failure) {
            LOG.error("the listener failed on a refused request", failure);
        }
    }

    /** Runs {@code work}; whatever goes wrong in it ends that request only. */
    void guarded(Answer answer, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError failure) {
            LOG.error("a request could not be handled", failure);
            answer.sendUnlessAnswered(500);
        }
    }

    private @Nullable Refusal check(RequestHead head, @Nullable String host, @Nullable Meaning meaning) {
        if (!options.allowedHosts().isEmpty()
                && (host == null || !options.allowedHosts().contains(host.toLowerCase(Locale.ROOT)))) {
            return Refusal.forbidden("Forbidden host; allow it with the option allowedHosts", Source.PROTOCOL);
        }
        boolean isScript = meaning != null && meaning.route().jsonp() != Route.NO_JSONP;
        String origin = isScript ? originOfScript(head) : originOf(head);
        if (origin == null) {
            return null;
        }
        if (!isLegal(origin)) {
            return Refusal.badRequest("INVALID_ORIGIN");
        }
        OriginPolicy policy = options.originPolicy();
        Cors cors = options.cors();
        boolean allowed =
                policy.allows(origin, host) || (cors != null && cors.origins().contains(origin));
        return allowed
                ? null
                : Refusal.forbidden("Forbidden origin; allow it with the option cors.origin", Source.ORIGIN);
    }

    /** Scripts are loaded without an origin, but the page that loads them may be named. */
    private static @Nullable String originOfScript(RequestHead head) {
        String origin = originOf(head);
        String page = head.headers().first("referer");
        int scheme = page == null ? -1 : page.indexOf("://");
        if (origin != null || page == null || scheme < 0) {
            return origin;
        }
        int path = page.indexOf('/', scheme + 3);
        return path < 0 ? page : page.substring(0, path);
    }

    /** Browsers of 2011, whose WebSockets were drafts 7 to 12 of RFC 6455, tell it by a name of its own. */
    private static @Nullable String originOf(RequestHead head) {
        String origin = head.headers().first("origin");
        return origin == null && head.isWebSocketUpgrade() ? head.headers().first("sec-websocket-origin") : origin;
    }

    private static boolean isLegal(String origin) {
        return origin.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c != 0x7f && c <= 0xff));
    }

    private void pass(Answer answer, @Nullable Meaning meaning, int index) {
        List<EngineMiddleware> middlewares = options.middlewares();
        for (int i = index; i < middlewares.size(); i++) {
            CompletionStage<Optional<HttpReply>> result;
            try {
                result = middlewares.get(i).handle(answer.head(), answer.headers());
            } catch (RuntimeException failure) {
                failed(answer, meaning, failure);
                return;
            }
            if (result != EngineMiddleware.PASS) {
                int following = i + 1;
                result.whenComplete((reply, failure) -> guarded(answer, () -> {
                    if (failure != null) {
                        failed(answer, meaning, failure);
                    } else if (reply.isPresent()) {
                        answer.send(reply.get());
                    } else {
                        pass(answer, meaning, following);
                    }
                }));
                return;
            }
        }
        next.accept(answer, meaning);
    }

    private void failed(Answer answer, @Nullable Meaning meaning, Throwable failure) {
        LOG.debug("a middleware refused a request", failure);
        Refusal bad = Refusal.badRequest("MIDDLEWARE_FAILURE");
        Map<String, Object> context = Map.of("name", "MIDDLEWARE_FAILURE", "error", failure);
        refuse(answer, meaning, new Refusal(bad.error(), bad.message(), context, Source.FAILURE));
    }
}
