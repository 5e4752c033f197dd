package dev.parley.netty.files;

import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.HttpReply;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.payload.BinaryPayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The official client for browsers, below the path of the engine: eight names, which are looked up in a list. Each form of
 * each file is compressed once. Any thread.
 */
public final class ClientBundle implements Consumer<HttpExchange> {
    /** The version of the client in {@code parley-client-bundle}. */
    public static final String VERSION = "4.8.4";

    private static final Logger log = LoggerFactory.getLogger(ClientBundle.class);
    private static final String ETAG = '"' + VERSION + '"';
    private static final Set<String> NAMES = Set.of(
            "socket.io.js",
            "socket.io.min.js",
            "socket.io.esm.min.js",
            "socket.io.msgpack.min.js",
            "socket.io.js.map",
            "socket.io.min.js.map",
            "socket.io.esm.min.js.map",
            "socket.io.msgpack.min.js.map");

    private final String prefix;
    private final AssetSource source;
    private final Executor files;
    private final Function<RequestHead, List<String>> headers;
    private final Map<String, byte[]> compressed = new ConcurrentHashMap<>();

    /**
     * The client below {@code path}.
     *
     * @param path of the engine
     * @param files runs what may block
     * @param headers to add to each answer: those of CORS
     */
    public ClientBundle(String path, Executor files, Function<RequestHead, List<String>> headers) {
        this.prefix = path + "/";
        this.files = files;
        this.headers = headers;
        ClassLoader loader = ClientBundle.class.getClassLoader();
        this.source = new ResourceSource(loader, "dev/parley/client-bundle/" + VERSION);
        if (loader.getResource("dev/parley/client-bundle/" + VERSION + "/socket.io.js") == null) {
            log.info(
                    "{}socket.io.js will answer 404: parley-client-bundle is not on the class path; add it, or say"
                            + " serveClient(false)",
                    prefix);
        }
    }

    /** Whether this path is one of the client's files. */
    public boolean matches(String path) {
        return path.startsWith(prefix) && NAMES.contains(path.substring(prefix.length()));
    }

    @Override
    public void accept(HttpExchange exchange) {
        if (!AssetReply.allows(exchange.head().method())) {
            exchange.respond(HttpReply.of(405, null).with("Allow", "GET, HEAD"));
            return;
        }
        try {
            files.execute(() -> exchange.respond(answer(exchange.head())));
        } catch (RejectedExecutionException busy) {
            exchange.respond(HttpReply.of(503, null));
        }
    }

    private HttpReply answer(RequestHead head) {
        String name = head.path().substring(prefix.length());
        List<String> all = new ArrayList<>(headers.apply(head));
        try {
            Asset found = source.find(name);
            if (found == null) {
                return new HttpReply(404, all, null, false);
            }
            Asset asset = new Asset(found.contentType(), ETAG, 0, found.content());
            all.addAll(
                    List.of("ETag", ETAG, "Cache-Control", "public, max-age=0", "X-Content-Type-Options", "nosniff"));
            all.addAll(List.of("Vary", "Accept-Encoding"));
            if (AssetReply.isFresh(head.headers(), asset)) {
                return new HttpReply(304, all, null, false);
            }
            return full(head, name, asset, all);
        } catch (IOException failure) {
            log.warn("cannot read {} of the client bundle: {}", name, failure.toString());
            return new HttpReply(500, all, null, false);
        }
    }

    private HttpReply full(RequestHead head, String name, Asset asset, List<String> all) throws IOException {
        String encoding = encodingFor(head.headers().first("accept-encoding"));
        byte[] bytes = asset.content().read();
        if (encoding != null) {
            all.addAll(List.of("Content-Encoding", encoding));
            bytes = compress(encoding, name, bytes);
        }
        return new HttpReply(200, all, new HttpBody(asset.contentType(), BinaryPayload.of(bytes)), false);
    }

    private byte[] compress(String encoding, String name, byte[] plain) throws IOException {
        byte[] known = compressed.get(encoding + name);
        if (known != null) {
            return known;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 3);
        try (OutputStream packer =
                encoding.equals("gzip") ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
            packer.write(plain);
        }
        byte[] packed = out.toByteArray();
        compressed.put(encoding + name, packed);
        return packed;
    }

    private static @Nullable String encodingFor(@Nullable String accepted) {
        if (accepted == null) {
            return null;
        }
        String deflate = null;
        for (String part : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
            String name = part.split(";", -1)[0].strip();
            boolean isRefused = part.replace(" ", "").matches(".*;q=0(\\.0*)?");
            if (name.equals("gzip") && !isRefused) {
                return "gzip";
            }
            if (name.equals("deflate") && !isRefused) {
                deflate = "deflate";
            }
        }
        return deflate;
    }
}
