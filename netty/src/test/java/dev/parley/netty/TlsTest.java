package dev.parley.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.legacy.Generations;
import dev.parley.netty.flash.FlashPolicy;
import dev.parley.server.ServerOptions;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
    @TempDir
    Path folder;

    private X509Bundle authority;

    @BeforeEach
    void makeAuthority() throws Exception {
        authority = new CertificateBuilder()
                .subject("CN=authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        Files.writeString(folder.resolve("authority.pem"), authority.getCertificatePEM());
        writeServer("first");
    }

    private void writeServer(String name) throws Exception {
        X509Bundle server = new CertificateBuilder()
                .subject("CN=" + name)
                .addSanDnsName("localhost")
                .buildIssuedBy(authority);
        Files.writeString(folder.resolve("server.pem"), server.getCertificatePathPEM());
        Files.writeString(folder.resolve("server.key"), server.getPrivateKeyPEM());
        // two writes within one tick of the file system's clock are a change all the same
        Files.setLastModifiedTime(
                folder.resolve("server.pem"), FileTime.from(Instant.now().plusNanos(name.hashCode())));
    }

    private Tls tls() {
        return Tls.pem(folder.resolve("server.pem"), folder.resolve("server.key"));
    }

    private static Running serve(Tls tls) {
        return new Running(builder -> builder.tls(tls)
                .handler(
                        "/up",
                        exchange -> exchange.respond(
                                Running.text("" + exchange.head().secure()))));
    }

    private SSLSocket connect(int port, KeyManager[] own, String... protocols) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority.getCertificate());
        trust.init(store);
        TrustManager[] trusted = trust.getTrustManagers();
        context.init(own, trusted, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        socket.setSoTimeout(10_000);
        return socket;
    }

    private String servedName(int port) throws Exception {
        try (SSLSocket socket = connect(port, null)) {
            socket.startHandshake();
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void requests_come_through_both_versions(String version) throws Exception {
        try (Running server = serve(tls());
                RawClient client = new RawClient(connect(server.port(), null, version))) {
            assertThat(client.get("/up").reply().text()).isEqualTo("true");
            assertThat(client.get("/socket.io/?EIO=4&transport=polling").reply().text())
                    .startsWith("0{");
        }
    }

    @Test
    void older_versions_are_refused() throws Exception {
        try (Running server = serve(tls());
                SSLSocket socket = connect(server.port(), null)) {
            assertThatThrownBy(() -> {
                        socket.setEnabledProtocols(new String[] {"TLSv1.1"});
                        socket.startHandshake();
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void plain_http_on_the_port_is_ended() {
        try (Running server = serve(tls());
                RawClient client = server.connect()) {
            assertThat(client.get("/up").rest()).doesNotContain("200");
        }
    }

    @Test
    void flash_asks_for_its_policy_outside_of_tls() {
        FlashPolicy policy = FlashPolicy.DEFAULT.withPort(0).withoutPort843().withText("<policy/>");
        try (Running server = new Running(builder -> builder.tls(tls()).flashPolicy(policy));
                RawClient client = server.connect()) {
            assertThat(client.send("<policy-file-request/>\0").rest()).isEqualTo("<policy/>\0");
        }
    }

    @Test
    void tls_goes_on_beside_policies_for_flash() throws Exception {
        FlashPolicy policy = FlashPolicy.DEFAULT.withPort(0).withoutPort843();
        try (Running server = new Running(builder -> builder.tls(tls()).flashPolicy(policy));
                RawClient client = new RawClient(connect(server.port(), null))) {
            assertThat(client.get("/socket.io/?EIO=4&transport=polling").reply().text())
                    .startsWith("0{");
        }
    }

    @Test
    void websockets_of_2009_are_told_that_they_are_inside() throws Exception {
        ServerOptions options =
                ServerOptions.builder().accept(Generations.all()).build();
        try (Running server = new Running(builder -> builder.tls(tls()).options(options));
                RawClient client = new RawClient(connect(server.port(), null))) {
            client.get("/socket.io/1/websocket/unknown", "Upgrade: WebSocket", "Connection: Upgrade");

            assertThat(client.rest())
                    .isEqualTo("HTTP/1.1 101 Web Socket Protocol Handshake\r\nUpgrade: WebSocket\r\n"
                            + "Connection: Upgrade\r\nWebSocket-Location: wss://localhost/socket.io/1/websocket/unknown"
                            + "\r\n\r\n\0007:::1+0\u00ff");
        }
    }

    @Test
    void a_client_that_does_not_finish_its_handshake_is_ended() {
        try (Running server = serve(tls().withHandshakeTimeout(Duration.ofMillis(300)));
                RawClient client = server.connect()) {
            client.send(new byte[] {0x16, 0x03, 0x01});

            client.rest();
        }
    }

    @Test
    void a_hello_of_a_megabyte_is_not_waited_for() {
        try (Running server = serve(tls());
                RawClient client = server.connect()) {
            // records of 16 KiB that say they are parts of a hello of 1 MiB
            byte[] record = new byte[5 + 16384];
            record[0] = 0x16;
            record[1] = 0x03;
            record[2] = 0x01;
            record[3] = 0x40;
            record[5] = 0x01;
            record[6] = 0x10;

            client.send(record);

            assertThat(client.rest()).hasSizeLessThan(100);
        }
    }

    @Test
    void a_changed_certificate_is_used_for_new_connections_when_asked_for() throws Exception {
        try (Running server = serve(tls().withReloadInterval(Duration.ZERO))) {
            RawClient before = new RawClient(connect(server.port(), null));
            assertThat(before.get("/up").reply().status()).isEqualTo(200);
            writeServer("second");
            assertThat(servedName(server.port())).isEqualTo("CN=first");

            server.server().reloadTls();

            assertThat(servedName(server.port())).isEqualTo("CN=second");
            assertThat(before.get("/up").reply().status()).isEqualTo(200);
            before.close();
        }
    }

    @Test
    void a_changed_certificate_is_found() throws Exception {
        try (Running server = serve(tls().withReloadInterval(Duration.ofMillis(50)))) {
            assertThat(servedName(server.port())).isEqualTo("CN=first");

            writeServer("second");

            await().until(() -> servedName(server.port()).equals("CN=second"));
        }
    }

    @Test
    void a_broken_certificate_leaves_the_former_in_use() throws Exception {
        try (Running server = serve(tls().withReloadInterval(Duration.ZERO))) {
            Files.writeString(folder.resolve("server.pem"), "not a certificate");

            assertThatThrownBy(() -> server.server().reloadTls())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected: PEM files");
            assertThat(servedName(server.port())).isEqualTo("CN=first");
        }
    }

    @Test
    void a_certificate_whose_key_has_not_been_written_yet_leaves_the_former_in_use() throws Exception {
        try (Running server = serve(tls().withReloadInterval(Duration.ZERO))) {
            X509Bundle renewed = new CertificateBuilder()
                    .subject("CN=renewed")
                    .addSanDnsName("localhost")
                    .buildIssuedBy(authority);
            Files.writeString(folder.resolve("server.pem"), renewed.getCertificatePathPEM());

            assertThatThrownBy(() -> server.server().reloadTls())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the key does not belong to the certificate");
            assertThat(servedName(server.port())).isEqualTo("CN=first");
            Files.writeString(folder.resolve("server.key"), renewed.getPrivateKeyPEM());
            server.server().reloadTls();

            assertThat(servedName(server.port())).isEqualTo("CN=renewed");
        }
    }

    @Test
    void clients_need_a_certificate_where_it_is_required() throws Exception {
        X509Bundle client = new CertificateBuilder().subject("CN=client").buildIssuedBy(authority);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(client.toKeyStore("secret".toCharArray()), "secret".toCharArray());

        try (Running server = serve(tls().withClientCertificates(folder.resolve("authority.pem"), true))) {
            try (RawClient known = new RawClient(connect(server.port(), keys.getKeyManagers()))) {
                assertThat(known.get("/up").reply().text()).isEqualTo("true");
            }
            try (SSLSocket unknown = connect(server.port(), null)) {
                assertThatThrownBy(() -> {
                            unknown.startHandshake();
                            unknown.getInputStream().read();
                        })
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void a_missing_file_is_named_when_the_server_is_built() {
        Tls missing = Tls.pem(folder.resolve("nowhere.pem"), folder.resolve("server.key"));

        assertThatThrownBy(() -> NettyServer.builder().tls(missing).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere.pem");
    }
}
