package dev.parley.netty;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Encryption of a server's port: TLS 1.2 and 1.3 with the ciphers of the Java runtime. Certificates are read again when
 * their files change, and used for connections from then on.
 *
 * @param certificateChain PEM file, the server's certificate first
 * @param key PEM file with the private key, PKCS#8
 * @param keyPassword of the key, or null if it has none
 * @param clientAuthorities PEM file with the authorities whose clients are trusted, or null to ask for no client
 *     certificate
 * @param clientCertificateRequired whether a client without certificate is refused
 * @param reloadInterval how often the files are looked at; zero for never
 * @param handshakeTimeout how long a handshake may take
 */
public record Tls(
        Path certificateChain,
        Path key,
        @Nullable String keyPassword,
        @Nullable Path clientAuthorities,
        boolean clientCertificateRequired,
        Duration reloadInterval,
        Duration handshakeTimeout) {
    /** How often the files are looked at: once a minute. */
    public static final Duration DEFAULT_RELOAD_INTERVAL = Duration.ofMinutes(1);

    /** How long a handshake may take: 10 seconds. */
    public static final Duration DEFAULT_HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    /** Checks the durations. */
    public Tls {
        if (reloadInterval.isNegative()) {
            throw new IllegalArgumentException("reloadInterval: " + reloadInterval + " (expected: zero or positive)");
        }
        if (handshakeTimeout.isNegative() || handshakeTimeout.isZero()) {
            throw new IllegalArgumentException("handshakeTimeout: " + handshakeTimeout + " (expected: positive)");
        }
    }

    /** A certificate chain and its key, from PEM files. */
    public static Tls pem(Path certificateChain, Path key) {
        return pem(certificateChain, key, null);
    }

    /** A certificate chain and its key, from PEM files, the key with a password. */
    public static Tls pem(Path certificateChain, Path key, @Nullable String keyPassword) {
        return new Tls(
                certificateChain, key, keyPassword, null, false, DEFAULT_RELOAD_INTERVAL, DEFAULT_HANDSHAKE_TIMEOUT);
    }

    /** Asks clients for certificates of these authorities, and refuses clients without one if {@code required}. */
    public Tls withClientCertificates(Path authorities, boolean required) {
        return new Tls(certificateChain, key, keyPassword, authorities, required, reloadInterval, handshakeTimeout);
    }

    /** Looks at the files that often; zero for never. */
    public Tls withReloadInterval(Duration interval) {
        return new Tls(
                certificateChain,
                key,
                keyPassword,
                clientAuthorities,
                clientCertificateRequired,
                interval,
                handshakeTimeout);
    }

    /** Gives handshakes that much time. */
    public Tls withHandshakeTimeout(Duration timeout) {
        return new Tls(
                certificateChain,
                key,
                keyPassword,
                clientAuthorities,
                clientCertificateRequired,
                reloadInterval,
                timeout);
    }
}
