package dev.parley.engine.http;

import java.util.ArrayList;
import java.util.List;

/** The headers of an answer in the making: what middlewares and hooks add to. One thread at a time. */
public final class ReplyHeaders {
    private final List<String> namesAndValues = new ArrayList<>();

    /** No headers yet. */
    public ReplyHeaders() {}

    /**
     * Adds a header; one of the same name stays.
     *
     * @throws IllegalArgumentException if the name is none, or the value has control characters
     */
    public ReplyHeaders add(String name, String value) {
        if (!HeaderText.isToken(name) || !HeaderText.isSafe(value)) {
            throw new IllegalArgumentException(
                    "header " + name + ": (expected: a token, and a value without control characters)");
        }
        namesAndValues.add(name);
        namesAndValues.add(value);
        return this;
    }

    /** Adds a header in place of all of the same name. */
    public ReplyHeaders set(String name, String value) {
        for (int i = namesAndValues.size() - 2; i >= 0; i -= 2) {
            if (namesAndValues.get(i).equalsIgnoreCase(name)) {
                namesAndValues.subList(i, i + 2).clear();
            }
        }
        return add(name, value);
    }

    boolean isEmpty() {
        return namesAndValues.isEmpty();
    }

    /** Names and values in turn. */
    public List<String> list() {
        return List.copyOf(namesAndValues);
    }
}
