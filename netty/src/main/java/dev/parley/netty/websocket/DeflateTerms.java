package dev.parley.netty.websocket;

import dev.parley.netty.websocket.ExtensionOffers.Offer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of permessage-deflate is accepted: always without memory from one message to the next, on both sides, so that
 * a connection needs no compressor of its own and a broadcast is deflated once.
 *
 * <p><b>Protocol:</b> RFC 7692, section 7.1. An offer that limits our window is declined, since the compressor of the
 * JDK has the largest one only.
 */
final class DeflateTerms {
    private static final String SERVER_WINDOW = "server_max_window_bits";
    private static final String CLIENT_WINDOW = "client_max_window_bits";
    private static final String SERVER_FORGETS = "server_no_context_takeover";
    private static final String CLIENT_FORGETS = "client_no_context_takeover";

    private DeflateTerms() {}

    /** The answer to the first offer that can be accepted, or null. */
    static @Nullable String answer(List<Offer> offers) {
        for (Offer offer : offers) {
            if (offer.name().equals("permessage-deflate") && isAcceptable(offer.parameters())) {
                String answer = "permessage-deflate; " + SERVER_FORGETS + "; " + CLIENT_FORGETS;
                return offer.parameters().containsKey(SERVER_WINDOW) ? answer + "; " + SERVER_WINDOW + "=15" : answer;
            }
        }
        return null;
    }

    private static boolean isAcceptable(Map<String, String> parameters) {
        return parameters.entrySet().stream().allMatch(entry -> switch (entry.getKey()) {
            case SERVER_FORGETS, CLIENT_FORGETS -> entry.getValue().isEmpty();
            case SERVER_WINDOW -> entry.getValue().equals("15");
            case CLIENT_WINDOW -> entry.getValue().matches("|[89]|1[0-5]");
            default -> false;
        });
    }
}
