package dev.parley.protocol.http;

import org.jspecify.annotations.Nullable;

/** Types of bodies, as the official server writes them. Stateless; any thread. */
public final class ContentType {
    /** Frames as text. */
    public static final String TEXT = "text/plain; charset=UTF-8";

    /** Frames as bytes. Without parameters: old clients compare the whole value. */
    public static final String OCTET_STREAM = "application/octet-stream";

    /** The answer to a POST; browsers offer other types as a download when a form was posted. */
    public static final String HTML = "text/html";

    /** Frames as a call in a script. */
    public static final String SCRIPT = "text/javascript; charset=UTF-8";

    private ContentType() {}

    /** Whether a header names the type of plain bytes, whatever its parameters. */
    public static boolean isOctetStream(@Nullable String header) {
        if (header == null) {
            return false;
        }
        int semicolon = header.indexOf(';');
        String type = semicolon < 0 ? header : header.substring(0, semicolon);
        return type.strip().equalsIgnoreCase(OCTET_STREAM);
    }
}
