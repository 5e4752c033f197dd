package dev.parley.netty.flash;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether and where the policy file is served without which no Flash player connects the transport {@code flashsocket} of
 * clients 0.6 to 0.9. Off unless given to the server's builder.
 *
 * <p>A policy is derived from the server's options unless {@link #withText} gives one: pages of every domain if
 * {@code originPolicy} or {@code cors} allow any origin; else the domains of the origins that these name, and, where pages of
 * the same origin are allowed, those of {@code allowedHosts}. Origins given as a pattern or a function name no domain. All of
 * them may reach the port of the server, and no other.
 *
 * <p><b>Protocol:</b> a Flash player sends {@code <policy-file-request/>} and a zero byte, to port 843, to the port that the
 * page names (clients 0.8.3 and newer: 10843), and to the port it wants to connect to. It gets the policy and a zero byte, and
 * the connection ends. Anything else, from the first byte that differs, ends the connection without an answer; on the
 * server's own port it is taken for HTTP or TLS.
 *
 * @param port of the policy server, 0 for any free one
 * @param triesPort843 whether port 843 is served, too, if the system allows it; if not, that is no error
 * @param inline whether the server's own port knows the request as well
 * @param text the policy as XML, or null to derive it
 * @param timeout how long a connection to the policy server may last
 * @param maxConnections to the policy server at a time; more are closed as soon as they are accepted
 */
public record FlashPolicy(
        int port,
        boolean triesPort843,
        boolean inline,
        @Nullable String text,
        Duration timeout,
        int maxConnections) {
    /** Where clients 0.8.3 and newer ask unless told otherwise: 10843. */
    public static final int DEFAULT_PORT = 10843;

    /** Port 10843, port 843 where allowed, and inline; a derived policy; 5 seconds, 100 connections. */
    public static final FlashPolicy DEFAULT =
            new FlashPolicy(DEFAULT_PORT, true, true, null, Duration.ofSeconds(5), 100);

    private static final int LONGEST_TEXT = 20_000;

    /** Checks every value. */
    public FlashPolicy {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("flashPolicy.port: " + port + " (expected: 0 to 65535)");
        }
        if (text != null && (text.isEmpty() || text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("flashPolicy.text: " + text.length()
                    + " characters (expected: XML of 1 to " + LONGEST_TEXT + " characters, without a zero)");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("flashPolicy.timeout: " + timeout + " (expected: positive)");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException(
                    "flashPolicy.maxConnections: " + maxConnections + " (expected: 1 or more)");
        }
    }

    /** This, on another port; 0 for any free one. */
    public FlashPolicy withPort(int other) {
        return new FlashPolicy(other, triesPort843, inline, text, timeout, maxConnections);
    }

    /** This, without a try at port 843. */
    public FlashPolicy withoutPort843() {
        return new FlashPolicy(port, false, inline, text, timeout, maxConnections);
    }

    /** This, with or without answers on the server's own port. */
    public FlashPolicy withInline(boolean enabled) {
        return new FlashPolicy(port, triesPort843, enabled, text, timeout, maxConnections);
    }

    /** This, with a policy of your own: XML without the zero byte at the end, which is added. */
    public FlashPolicy withText(String xml) {
        return new FlashPolicy(port, triesPort843, inline, xml, timeout, maxConnections);
    }

    /** This, with other limits for the policy server. */
    public FlashPolicy withLimits(Duration longest, int mostConnections) {
        return new FlashPolicy(port, triesPort843, inline, text, longest, mostConnections);
    }
}
