package dev.parley.netty;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates in use. A hello larger than 32 KiB is refused by the Java runtime before it is kept.
 *
 * <p><b>Threads:</b> handlers are made by any thread, files are looked at by one at a time.
 */
final class TlsContext {
    private static final Logger log = LoggerFactory.getLogger(TlsContext.class);

    private final Tls tls;
    private volatile SslContext current;
    private volatile List<Object> seen;

    /** Reads the files. */
    TlsContext(Tls tls) {
        this.tls = tls;
        this.seen = stamp();
        this.current = load();
    }

    SslHandler newHandler(ByteBufAllocator allocator) {
        SslHandler handler = current.newHandler(allocator);
        handler.setHandshakeTimeoutMillis(tls.handshakeTimeout().toMillis());
        return handler;
    }

    /** Reads the files again; if they are no good, what was in use stays so. */
    void reload() {
        seen = stamp();
        current = load();
        log.info("certificates of {} were read again", tls.certificateChain());
    }

    /** Reads the files again if one of them changed. */
    void reloadIfChanged() {
        if (stamp().equals(seen)) {
            return;
        }
        try {
            reload();
        } catch (IllegalArgumentException unusable) {
            log.error("certificates changed and cannot be used; the former stay in use: {}", unusable.getMessage());
        }
    }

    private SslContext load() {
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(
                            tls.certificateChain().toFile(), tls.key().toFile(), tls.keyPassword())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2");
            File authorities = file(tls.clientAuthorities());
            if (authorities != null) {
                builder.trustManager(authorities)
                        .clientAuth(tls.clientCertificateRequired() ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL);
            }
            SslContext context = builder.build();
            TlsRehearsal.check(context);
            return context;
        } catch (SSLException | IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    "tls: cannot use " + tls.certificateChain() + " and " + tls.key()
                            + " (expected: PEM files, a certificate chain and its PKCS#8 key): "
                            + unusable.getMessage(),
                    unusable);
        }
    }

    private static @Nullable File file(@Nullable Path path) {
        return path == null ? null : path.toFile();
    }

    /** When the files were changed. */
    private List<Object> stamp() {
        List<Object> stamp = new ArrayList<>();
        for (Path path : new Path[] {tls.certificateChain(), tls.key(), tls.clientAuthorities()}) {
            try {
                stamp.add(path == null ? "" : Files.getLastModifiedTime(path) + "/" + Files.size(path));
            } catch (IOException missing) {
                stamp.add("missing");
            }
        }
        return stamp;
    }
}
