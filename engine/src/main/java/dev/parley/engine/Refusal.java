package dev.parley.engine;

import dev.parley.engine.http.EngineError;
import dev.parley.protocol.dialect.Refused;
import dev.parley.protocol.dialect.Refused.Source;
import java.util.Map;

/**
 * Why a request is not served.
 *
 * @param error the official code
 * @param message what the client is told
 * @param context details for the application, such as the unknown sid
 * @param source who refuses
 */
record Refusal(EngineError error, String message, Map<String, Object> context, Source source) {
    /** What the protocol does not allow. */
    Refusal(EngineError error, String message, Map<String, Object> context) {
        this(error, message, context, Source.PROTOCOL);
    }

    static Refusal of(EngineError error, String detail, Object value) {
        return new Refusal(error, error.message(), Map.of(detail, value));
    }

    /** A bad request, with the official name of what is bad about it. */
    static Refusal badRequest(String name) {
        return of(EngineError.BAD_REQUEST, "name", name);
    }

    static Refusal forbidden(String message, Source source) {
        return new Refusal(EngineError.FORBIDDEN, message, Map.of("message", message), source);
    }

    /** The same for a dialect. */
    Refused toRefused() {
        return new Refused(error.code(), message, source);
    }
}
