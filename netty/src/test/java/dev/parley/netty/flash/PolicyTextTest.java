package dev.parley.netty.flash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.EngineOptions;
import dev.parley.engine.http.Cors;
import dev.parley.engine.http.OriginPolicy;
import dev.parley.engine.http.Origins;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PolicyTextTest {
    private static final String START = "<?xml version=\"1.0\"?><!DOCTYPE cross-domain-policy SYSTEM"
            + " \"http://www.macromedia.com/xml/dtds/cross-domain-policy.dtd\"><cross-domain-policy>";

    private static String derived(EngineOptions options) {
        return new String(new PolicyText(FlashPolicy.DEFAULT, options).answer(3000), UTF_8);
    }

    private static String with(String entries) {
        return START + entries + "</cross-domain-policy>\0";
    }

    @Test
    void pages_of_all_domains_may_come_where_any_origin_may() {
        String everybody = with("<allow-access-from domain=\"*\" to-ports=\"3000\"/>");

        assertThat(derived(
                        EngineOptions.builder().originPolicy(OriginPolicy.ANY).build()))
                .isEqualTo(everybody);
        assertThat(derived(EngineOptions.builder().cors(Cors.of(Origins.any())).build()))
                .isEqualTo(everybody);
    }

    @Test
    void only_the_domains_of_origins_that_are_named_may_come_to_the_port_of_the_server() {
        EngineOptions options = EngineOptions.builder()
                .originPolicy(OriginPolicy.sameOriginAnd(
                        Origins.of("https://one.example", "http://two.example:8080", "http://[::1]:80")))
                .cors(Cors.of("https://one.example", "https://three.example"))
                .allowedHosts("own.example:3000")
                .build();

        assertThat(derived(options))
                .isEqualTo(with("<allow-access-from domain=\"one.example\" to-ports=\"3000\"/>"
                        + "<allow-access-from domain=\"two.example\" to-ports=\"3000\"/>"
                        + "<allow-access-from domain=\"[::1]\" to-ports=\"3000\"/>"
                        + "<allow-access-from domain=\"three.example\" to-ports=\"3000\"/>"
                        + "<allow-access-from domain=\"own.example\" to-ports=\"3000\"/>"));
    }

    @Test
    void nobody_may_come_where_nobody_is_named() {
        assertThat(derived(EngineOptions.defaults())).isEqualTo(with(""));
        assertThat(new PolicyText(FlashPolicy.DEFAULT, EngineOptions.defaults()).isUseless())
                .isTrue();
        EngineOptions pattern = EngineOptions.builder()
                .originPolicy(OriginPolicy.only(Origins.matching(Pattern.compile("https://.*"))))
                .build();
        assertThat(new PolicyText(FlashPolicy.DEFAULT, pattern).isUseless()).isTrue();
    }

    @Test
    void a_name_cannot_write_xml() {
        EngineOptions options = EngineOptions.builder()
                .originPolicy(OriginPolicy.only(Origins.of("http://a\"><b&c")))
                .build();

        assertThat(derived(options)).contains("domain=\"a&quot;>&lt;b&amp;c\"");
    }

    @Test
    void a_policy_that_is_given_is_served_as_it_is() {
        PolicyText text = new PolicyText(FlashPolicy.DEFAULT.withText("<grüß/>"), EngineOptions.defaults());

        assertThat(text.answer(1)).isEqualTo("<grüß/>\0".getBytes(UTF_8));
        assertThat(text.isUseless()).isFalse();
    }

    @Test
    void options_are_checked_where_they_are_set() {
        assertThatThrownBy(() -> FlashPolicy.DEFAULT.withPort(70_000))
                .hasMessage("flashPolicy.port: 70000 (expected: 0 to 65535)");
        assertThatThrownBy(() -> FlashPolicy.DEFAULT.withText("<a/>\0")).hasMessageContaining("without a zero");
        assertThatThrownBy(() -> FlashPolicy.DEFAULT.withText("")).hasMessageContaining("flashPolicy.text");
        assertThatThrownBy(() -> FlashPolicy.DEFAULT.withText("a".repeat(20_001)))
                .hasMessageContaining("20000");
        assertThatThrownBy(() -> FlashPolicy.DEFAULT.withLimits(Duration.ZERO, 1))
                .hasMessageContaining("flashPolicy.timeout");
        assertThatThrownBy(() -> FlashPolicy.DEFAULT.withLimits(Duration.ofSeconds(1), 0))
                .hasMessageContaining("flashPolicy.maxConnections");
    }
}
