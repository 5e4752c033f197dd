package dev.parley.engine.http;

import dev.parley.protocol.http.RequestHead;
import org.jspecify.annotations.Nullable;

/** Writes the headers of CORS: for answers of the engine, and for files that are served beside it. Stateless; any thread. */
public final class CorsHeaders {
    private CorsHeaders() {}

    /** Adds what every answer carries. */
    public static void write(Cors cors, RequestHead head, ReplyHeaders headers) {
        writeOrigin(cors.origins(), head.headers().first("origin"), headers);
        if (cors.credentials()) {
            headers.set("Access-Control-Allow-Credentials", "true");
        }
        if (!cors.exposedHeaders().isEmpty()) {
            headers.set("Access-Control-Expose-Headers", String.join(",", cors.exposedHeaders()));
        }
    }

    /** Adds what the answer to a preflight carries besides. */
    static void writePreflight(Cors cors, RequestHead head, ReplyHeaders headers) {
        headers.set("Access-Control-Allow-Methods", String.join(",", cors.methods()));
        String asked = head.headers().first("access-control-request-headers");
        if (cors.allowedHeaders() != null) {
            headers.set("Access-Control-Allow-Headers", String.join(",", cors.allowedHeaders()));
        } else if (asked != null && !asked.isEmpty() && HeaderText.isSafe(asked)) {
            headers.set("Access-Control-Allow-Headers", asked);
            headers.add("Vary", "Access-Control-Request-Headers");
        }
        if (cors.maxAge() != null) {
            headers.set("Access-Control-Max-Age", Long.toString(cors.maxAge().toSeconds()));
        }
    }

    private static void writeOrigin(Origins origins, @Nullable String origin, ReplyHeaders headers) {
        if (origins.isAny()) {
            headers.set("Access-Control-Allow-Origin", "*");
            return;
        }
        String only = origins.only();
        if (only != null) {
            headers.set("Access-Control-Allow-Origin", only);
        } else if (origin != null && HeaderText.isSafe(origin) && origins.contains(origin)) {
            headers.set("Access-Control-Allow-Origin", origin);
        }
        headers.add("Vary", "Origin");
    }
}
