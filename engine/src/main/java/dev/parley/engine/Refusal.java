package dev.parley.engine;

import dev.parley.engine.http.EngineError;
import java.util.Map;

/**
 * Why a request is not served.
 *
 * @param error the official code
 * @param message what the client is told
 * @param context details for the application, such as the unknown sid
 */
record Refusal(EngineError error, String message, Map<String, Object> context) {
    static Refusal of(EngineError error, String detail, Object value) {
        return new Refusal(error, error.message(), Map.of(detail, value));
    }

    /** A bad request, with the official name of what is bad about it. */
    static Refusal badRequest(String name) {
        return of(EngineError.BAD_REQUEST, "name", name);
    }

    static Refusal forbidden(String message) {
        return new Refusal(EngineError.FORBIDDEN, message, Map.of("message", message));
    }
}
