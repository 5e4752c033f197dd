package dev.parley.netty.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Files below a folder; links that lead out of it are not followed. */
final class DirectorySource implements AssetSource {
    /** Larger files are for a web server that is made for them. */
    static final long MOST_BYTES = 64L << 20;

    private final Path folder;

    DirectorySource(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("staticFiles: " + folder + " (expected: an existing folder)");
        }
        this.folder = folder;
    }

    @Override
    public @Nullable Asset find(String path) throws IOException {
        Path root = folder.toRealPath();
        Path file = root.resolve(path);
        if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(root)) {
            return null;
        }
        BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
        if (facts.size() > MOST_BYTES) {
            throw new IOException("larger than " + (MOST_BYTES >> 20) + " MiB; serve it with another web server");
        }
        long modified = facts.lastModifiedTime().toMillis();
        String etag = "W/\"" + Long.toHexString(facts.size()) + "-" + Long.toHexString(modified) + '"';
        return new Asset(ContentTypes.of(path), etag, modified, () -> Files.readAllBytes(file));
    }
}
