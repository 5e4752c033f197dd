package dev.parley.netty.files;

import dev.parley.engine.carrier.HttpExchange;
import dev.parley.engine.carrier.HttpReply;
import dev.parley.protocol.http.RequestHead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the files of one source below a path; of folders their {@code index.html}. Any thread. */
public final class FileHandler implements Consumer<HttpExchange> {
    private static final Logger log = LoggerFactory.getLogger(FileHandler.class);

    private final String prefix;
    private final AssetSource source;
    private final Executor files;

    private FileHandler(String prefix, AssetSource source, Executor files) {
        this.prefix = prefix.endsWith("/") ? prefix : prefix + "/";
        this.source = source;
        this.files = files;
    }

    /**
     * Serves what is below a folder, as it is at the time of each request.
     *
     * @param files runs what may block
     */
    public static FileHandler ofFolder(String prefix, Path folder, Executor files) {
        return new FileHandler(prefix, new DirectorySource(folder), files);
    }

    /**
     * Serves what is below a folder of the class path.
     *
     * @param files runs what may block
     */
    public static FileHandler ofResources(String prefix, ClassLoader loader, String folder, Executor files) {
        return new FileHandler(prefix, new ResourceSource(loader, folder), files);
    }

    @Override
    public void accept(HttpExchange exchange) {
        RequestHead head = exchange.head();
        if (!AssetReply.allows(head.method())) {
            exchange.respond(HttpReply.of(405, null).with("Allow", "GET, HEAD"));
            return;
        }
        try {
            files.execute(() -> exchange.respond(answer(head)));
        } catch (RejectedExecutionException busy) {
            exchange.respond(HttpReply.of(503, null));
        }
    }

    private HttpReply answer(RequestHead head) {
        // The prefix itself, without its slash, is the folder.
        String path = head.path().length() == prefix.length() - 1 ? head.path() + "/" : head.path();
        String relative = SafePath.below(prefix, path);
        if (relative == null) {
            return HttpReply.of(404, null);
        }
        try {
            return find(head, path, relative);
        } catch (IOException | RuntimeException failure) {
            log.warn("cannot serve a file below {}: {}", prefix, failure.toString());
            return HttpReply.of(500, null);
        }
    }

    private HttpReply find(RequestHead head, String path, String relative) throws IOException {
        boolean isFolder = relative.isEmpty() || relative.endsWith("/");
        Asset asset = source.find(isFolder ? relative + "index.html" : relative);
        if (asset != null && path.equals(head.path())) {
            return AssetReply.of(head, asset);
        }
        boolean hasIndex = asset != null || (!isFolder && source.find(relative + "/index.html") != null);
        if (!hasIndex) {
            return HttpReply.of(404, null);
        }
        // Links of the page are relative to the folder. The answer names the same host whatever the path begins with.
        return new HttpReply(301, List.of("Location", head.path().replaceFirst("^/+", "/") + "/"), null, false);
    }
}
