package dev.parley.netty.websocket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Sec-WebSocket-Extensions} in one pass (RFC 6455, section 9.1). At most 16 extensions of 16 parameters.
 * Stateless but for the position.
 */
final class ExtensionOffers {
    private static final int MOST = 16;
    private static final String SEPARATORS = "()<>@,;:\\\"/[]?={} \t";

    private final String text;
    private int at;

    private ExtensionOffers(String text) {
        this.text = text;
    }

    /**
     * One offered extension.
     *
     * @param name in lower case
     * @param parameters their values by name, empty for those without
     */
    record Offer(String name, Map<String, String> parameters) {}

    /** All offers in order, or null if the header is malformed or has too many. */
    static @Nullable List<Offer> parse(List<String> headerValues) {
        List<Offer> offers = new ArrayList<>();
        for (String value : headerValues) {
            ExtensionOffers reader = new ExtensionOffers(value);
            do {
                Offer offer = reader.offer();
                if (offer == null || offers.size() == MOST) {
                    return null;
                }
                offers.add(offer);
            } while (reader.skip(','));
            if (reader.at < value.length()) {
                return null;
            }
        }
        return offers;
    }

    private @Nullable Offer offer() {
        String name = token();
        Map<String, String> parameters = new LinkedHashMap<>();
        while (name != null && skip(';')) {
            String key = token();
            String value = skip('=') ? value() : "";
            if (key == null || value == null || parameters.size() == MOST || parameters.put(key, value) != null) {
                return null;
            }
        }
        return name == null ? null : new Offer(name, parameters);
    }

    private @Nullable String value() {
        if (!skip('"')) {
            return token();
        }
        String quoted = token();
        return at < text.length() && text.charAt(at) == '"' && skip('"') ? quoted : null;
    }

    private @Nullable String token() {
        blanks();
        int start = at;
        while (at < text.length() && isTokenCharacter(text.charAt(at))) {
            at++;
        }
        String token = at == start ? null : text.substring(start, at).toLowerCase(Locale.ROOT);
        blanks();
        return token;
    }

    /** Whether this is what HTTP calls a token. */
    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isTokenCharacter((char) c));
    }

    private static boolean isTokenCharacter(char c) {
        return c > ' ' && c < 0x7f && SEPARATORS.indexOf(c) < 0;
    }

    private boolean skip(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }
}
