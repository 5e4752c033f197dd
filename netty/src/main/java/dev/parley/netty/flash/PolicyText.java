package dev.parley.netty.flash;

import dev.parley.engine.EngineOptions;
import dev.parley.engine.http.Cors;
import dev.parley.engine.http.OriginPolicy;
import dev.parley.engine.http.Origins;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a policy request is answered with. Immutable; any thread. */
public final class PolicyText {
    private static final String START = "<?xml version=\"1.0\"?><!DOCTYPE cross-domain-policy SYSTEM"
            + " \"http://www.macromedia.com/xml/dtds/cross-domain-policy.dtd\"><cross-domain-policy>";
    private static final String END = "</cross-domain-policy>";

    private final @Nullable String given;
    private final Set<String> domains;

    /** The text that was set, or else what the origins of {@code engine} come to. */
    public PolicyText(FlashPolicy settings, EngineOptions engine) {
        this.given = settings.text();
        this.domains = domains(engine);
    }

    /** Whether a policy is derived, and lets nobody in. */
    public boolean isUseless() {
        return given == null && domains.isEmpty();
    }

    /** The policy for a server that listens on {@code port}, in UTF-8, with the zero byte. */
    public byte[] answer(int port) {
        String text = given == null ? derive(port) : given;
        return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }

    private String derive(int port) {
        StringBuilder text = new StringBuilder(START);
        for (String domain : domains) {
            text.append("<allow-access-from domain=\"")
                    .append(escaped(domain))
                    .append("\" to-ports=\"")
                    .append(port)
                    .append("\"/>");
        }
        return text.append(END).toString();
    }

    private static Set<String> domains(EngineOptions engine) {
        Set<String> domains = new LinkedHashSet<>();
        OriginPolicy policy = engine.originPolicy();
        Cors cors = engine.cors();
        addAll(domains, policy.others());
        addAll(domains, cors == null ? null : cors.origins());
        if (policy.sameOrigin()) {
            engine.allowedHosts().forEach(host -> domains.add(withoutPort(host)));
        }
        return domains.contains("*") ? Set.of("*") : domains;
    }

    private static void addAll(Set<String> domains, @Nullable Origins origins) {
        if (origins != null && origins.isAny()) {
            domains.add("*");
        } else if (origins != null) {
            origins.named().forEach(origin -> domains.add(withoutPort(origin.substring(origin.indexOf("://") + 3))));
        }
    }

    private static String withoutPort(String authority) {
        int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
