package dev.parley.netty.files;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Files below a folder of the class path, which does not change while the program runs: each is read once. */
final class ResourceSource implements AssetSource {
    /** More files than that are read again each time. */
    private static final int MOST_REMEMBERED = 1024;

    private final ClassLoader loader;
    private final String folder;
    private final Map<String, Asset> known = new ConcurrentHashMap<>();

    ResourceSource(ClassLoader loader, String folder) {
        this.loader = loader;
        this.folder = stripped(folder);
    }

    private static String stripped(String folder) {
        int from = folder.startsWith("/") ? 1 : 0;
        return folder.endsWith("/") || folder.isEmpty() ? folder.substring(from) : folder.substring(from) + "/";
    }

    @Override
    public @Nullable Asset find(String path) throws IOException {
        Asset asset = known.get(path);
        if (asset == null) {
            asset = load(path);
            if (asset != null && known.size() < MOST_REMEMBERED) {
                known.put(path, asset);
            }
        }
        return asset;
    }

    private @Nullable Asset load(String path) throws IOException {
        URL url = loader.getResource(folder + path);
        if (url == null || isFolder(url)) {
            return null;
        }
        byte[] bytes = read(url);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        String etag = '"' + Integer.toHexString(bytes.length) + "-" + Long.toHexString(sum.getValue()) + '"';
        return new Asset(ContentTypes.of(path), etag, 0, () -> bytes);
    }

    private static byte[] read(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    /** Java would read a folder as the list of its files. */
    private static boolean isFolder(URL url) throws IOException {
        if (url.getProtocol().equals("file")) {
            try {
                return Files.isDirectory(Path.of(new URI(url.toString())));
            } catch (URISyntaxException odd) {
                return true;
            }
        }
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jar) {
            try (var file = jar.getJarFile()) {
                return file.getEntry(jar.getEntryName() + "/") != null;
            }
        }
        return false;
    }
}
