package dev.parley.engine.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options that shape answers.
 *
 * @param cors what browsers are told about pages of other origins, or null for nothing
 * @param cookie the cookie with the session id, or null for none
 * @param compression of the answers to polls
 * @param initialHeaders hooks for the first answer of each session
 * @param headers hooks for each answer
 */
public record AnswerRules(
        @Nullable Cors cors,
        @Nullable Cookie cookie,
        HttpCompression compression,
        List<HeaderHook> initialHeaders,
        List<HeaderHook> headers) {
    /** Immutable copies. */
    public AnswerRules {
        initialHeaders = List.copyOf(initialHeaders);
        headers = List.copyOf(headers);
    }
}
