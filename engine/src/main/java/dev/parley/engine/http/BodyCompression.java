package dev.parley.engine.http;

import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Compresses the bodies of answers, as far as the client says that it understands that. Stateless; any thread. */
final class BodyCompression {
    private BodyCompression() {}

    /** The body, compressed if that is allowed, asked for and worth it; then {@code headers} say so. */
    static HttpBody compress(HttpBody body, HttpCompression rules, @Nullable String accepted, ReplyHeaders headers) {
        if (!rules.enabled() || body.content().sizeBytes() < rules.thresholdBytes()) {
            return body;
        }
        String coding = coding(accepted);
        if (coding == null) {
            return body;
        }
        headers.set("Content-Encoding", coding);
        return new HttpBody(body.contentType(), BinaryPayload.of(compressed(body.content(), coding)));
    }

    /** The better of gzip and deflate that the client accepts, or null. */
    static @Nullable String coding(@Nullable String accepted) {
        double gzip = quality(accepted, "gzip");
        double deflate = quality(accepted, "deflate");
        if (gzip <= 0 && deflate <= 0) {
            return null;
        }
        return gzip >= deflate ? "gzip" : "deflate";
    }

    private static double quality(@Nullable String accepted, String coding) {
        double any = 0;
        for (String item : accepted == null ? new String[0] : accepted.split(",", -1)) {
            String[] parts = item.trim().toLowerCase(Locale.ROOT).split(";", 2);
            double quality = parts.length == 1 ? 1 : parameter(parts[1].trim());
            if (parts[0].trim().equals(coding)) {
                return quality;
            }
            if (parts[0].trim().equals("*")) {
                any = quality;
            }
        }
        return any;
    }

    private static double parameter(String text) {
        try {
            return text.startsWith("q=") ? Double.parseDouble(text.substring(2).trim()) : 1;
        } catch (NumberFormatException malformed) {
            return 0; // whoever cannot say how much gets the plain body
        }
    }

    private static byte[] compressed(Payload content, String coding) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.sizeBytes() / 4 + 64);
        try (OutputStream stream =
                coding.equals("gzip") ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            stream.write(content.array(), content.offset(), content.sizeBytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the target is memory
        }
        return bytes.toByteArray();
    }
}
