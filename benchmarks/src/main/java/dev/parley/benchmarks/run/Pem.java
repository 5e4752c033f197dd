package dev.parley.benchmarks.run;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The certificate of this run, on the curve P-256 and signed by itself, and its key: made when first asked for. */
final class Pem {
    private static final Path FOLDER = make();

    private Pem() {}

    /** Holds {@code server.pem} and {@code server.key}, until this process ends. */
    static Path folder() {
        return FOLDER;
    }

    private static Path make() {
        try {
            X509Bundle server = new CertificateBuilder()
                    .subject("CN=localhost")
                    .addSanDnsName("localhost")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            Path folder = Files.createTempDirectory("parley-bench");
            folder.toFile().deleteOnExit();
            Path certificate = Files.writeString(folder.resolve("server.pem"), server.getCertificatePathPEM());
            Path key = Files.writeString(folder.resolve("server.key"), server.getPrivateKeyPEM());
            certificate.toFile().deleteOnExit();
            key.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("no certificate can be made here", e);
        }
    }
}
