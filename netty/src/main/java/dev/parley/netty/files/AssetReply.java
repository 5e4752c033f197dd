package dev.parley.netty.files;

import dev.parley.engine.carrier.HttpReply;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.payload.BinaryPayload;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers with files: 200, or 304 if the browser has it (RFC 9110, section 13). Stateless. */
final class AssetReply {
    private AssetReply() {}

    /** Whether files are given to this method. */
    static boolean allows(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    static HttpReply of(RequestHead head, Asset asset) throws IOException {
        List<String> headers = new ArrayList<>(List.of(
                "ETag", asset.etag(), "Cache-Control", "public, max-age=0", "X-Content-Type-Options", "nosniff"));
        if (asset.modifiedMillis() > 0) {
            headers.add("Last-Modified");
            headers.add(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    Instant.ofEpochMilli(asset.modifiedMillis()).atZone(ZoneOffset.UTC)));
        }
        if (isFresh(head.headers(), asset)) {
            return new HttpReply(304, headers, null, false);
        }
        HttpBody body = new HttpBody(
                asset.contentType(), BinaryPayload.of(asset.content().read()));
        return new HttpReply(200, headers, body, false);
    }

    /** Whether what the browser has is what it would get. */
    static boolean isFresh(Headers request, Asset asset) {
        List<String> tags = request.all("if-none-match");
        if (!tags.isEmpty()) {
            return matches(tags, asset.etag());
        }
        String since = request.first("if-modified-since");
        Instant known = since == null ? null : parse(since);
        return known != null && asset.modifiedMillis() > 0 && asset.modifiedMillis() / 1000 <= known.getEpochSecond();
    }

    private static boolean matches(List<String> headerValues, String etag) {
        for (String value : headerValues) {
            for (String tag : value.split(",", -1)) {
                if (tag.strip().equals("*") || strong(tag.strip()).equals(strong(etag))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String strong(String etag) {
        return etag.startsWith("W/") ? etag.substring(2) : etag;
    }

    private static @Nullable Instant parse(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
