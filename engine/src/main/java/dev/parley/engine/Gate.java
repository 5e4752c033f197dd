package dev.parley.engine;

import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.HttpReply;
import dev.parley.engine.http.Answer;
import dev.parley.engine.http.AnswerRules;
import dev.parley.engine.http.Cors;
import dev.parley.engine.http.EngineMiddleware;
import dev.parley.engine.http.OriginPolicy;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.RefusalForm;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.http.RequestHead;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
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
    private final AnswerRules rules;

    /** Set once, before the first request. */
    private Consumer<Answer> next = answer -> answer.send(503, null);

    Gate(EngineOptions options, EngineListener listener) {
        this.options = options;
        this.listener = listener;
        this.rules = new AnswerRules(
                options.cors(),
                options.cookie(),
                options.httpCompression(),
                options.initialHeaders(),
                options.headers());
    }

    /** Hands what may pass to {@code reception}. */
    void leadTo(Consumer<Answer> reception) {
        this.next = reception;
    }

    void enter(HttpExchange exchange) {
        RequestHead direct = exchange.head();
        String host = options.trustedProxies().host(direct);
        Answer answer = new Answer(exchange, options.trustedProxies().seenThrough(direct), rules);
        guarded(answer, () -> {
            Refusal refusal = check(answer.head(), host);
            Cors cors = options.cors();
            if (refusal != null) {
                refuse(answer, refusal);
            } else if (cors != null && answer.head().method().equals("OPTIONS")) {
                answer.sendPreflight(cors);
            } else {
                pass(answer, 0);
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
        RefusalForm form = dialect.refusal(answer.head(), route, refusal.error().code(), refusal.message());
        if (form == null) {
            answer.refuse(refusal.error(), refusal.message());
        } else {
            answer.refuse(form);
        }
        note(answer, refusal);
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

    private @Nullable Refusal check(RequestHead head, @Nullable String host) {
        if (!options.allowedHosts().isEmpty()
                && (host == null || !options.allowedHosts().contains(host.toLowerCase(Locale.ROOT)))) {
            return Refusal.forbidden("Forbidden host; allow it with the option allowedHosts");
        }
        String origin = originOf(head);
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
        return allowed ? null : Refusal.forbidden("Forbidden origin; allow it with the option cors.origin");
    }

    /** Browsers of 2011, whose WebSockets were drafts 7 to 12 of RFC 6455, tell it by a name of its own. */
    private static @Nullable String originOf(RequestHead head) {
        String origin = head.headers().first("origin");
        return origin == null && head.isWebSocketUpgrade() ? head.headers().first("sec-websocket-origin") : origin;
    }

    private static boolean isLegal(String origin) {
        return origin.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c != 0x7f && c <= 0xff));
    }

    private void pass(Answer answer, int index) {
        List<EngineMiddleware> middlewares = options.middlewares();
        for (int i = index; i < middlewares.size(); i++) {
            CompletionStage<Optional<HttpReply>> result;
            try {
                result = middlewares.get(i).handle(answer.head(), answer.headers());
            } catch (RuntimeException failure) {
                failed(answer, failure);
                return;
            }
            if (result != EngineMiddleware.PASS) {
                int following = i + 1;
                result.whenComplete((reply, failure) -> guarded(answer, () -> {
                    if (failure != null) {
                        failed(answer, failure);
                    } else {
                        decided(answer, reply, following);
                    }
                }));
                return;
            }
        }
        next.accept(answer);
    }

    private void decided(Answer answer, Optional<HttpReply> reply, int following) {
        if (reply.isPresent()) {
            answer.send(reply.get());
        } else {
            pass(answer, following);
        }
    }

    private void failed(Answer answer, Throwable failure) {
        LOG.debug("a middleware refused a request", failure);
        Refusal bad = Refusal.badRequest("MIDDLEWARE_FAILURE");
        refuse(answer, new Refusal(bad.error(), bad.message(), Map.of("name", "MIDDLEWARE_FAILURE", "error", failure)));
    }
}
