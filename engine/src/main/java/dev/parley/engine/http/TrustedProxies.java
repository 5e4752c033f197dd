package dev.parley.engine.http;

import dev.parley.protocol.http.RequestHead;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Proxies whose {@code X-Forwarded-For}, {@code X-Forwarded-Proto} and {@code X-Forwarded-Host} headers are believed. Of
 * everybody else they are ignored: anyone can write them.
 */
public final class TrustedProxies {
    /** Nobody is believed: the default. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final List<Block> blocks;

    private TrustedProxies(List<Block> blocks) {
        this.blocks = blocks;
    }

    /**
     * Proxies by address or block of addresses: {@code "127.0.0.1"}, {@code "10.0.0.0/8"}, {@code "fd00::/8"}.
     *
     * @throws IllegalArgumentException if one is neither; names are never looked up
     */
    public static TrustedProxies of(String... addresses) {
        List<Block> blocks = new ArrayList<>();
        for (String address : addresses) {
            blocks.add(Block.parse(address));
        }
        return new TrustedProxies(List.copyOf(blocks));
    }

    /** The request with the client's own address and scheme, as far as trusted proxies tell them. */
    public RequestHead seenThrough(RequestHead head) {
        if (!trusts(head.remoteAddress().getAddress())) {
            return head;
        }
        String scheme = head.headers().first("x-forwarded-proto");
        boolean secure = scheme == null ? head.secure() : last(scheme).equalsIgnoreCase("https");
        return new RequestHead(head.method(), head.path(), head.query(), head.headers(), client(head), secure);
    }

    /**
     * The host that the client named, or null.
     *
     * @param direct the request as it came, before {@link #seenThrough}
     */
    public @Nullable String host(RequestHead direct) {
        String forwarded = direct.headers().first("x-forwarded-host");
        boolean believed = forwarded != null && trusts(direct.remoteAddress().getAddress());
        return believed && forwarded != null
                ? last(forwarded)
                : direct.headers().first("host");
    }

    /** From the right, the first address that is not one of ours: what stands left of it, its owner wrote. */
    private InetSocketAddress client(RequestHead head) {
        InetSocketAddress client = head.remoteAddress();
        String[] hops = String.join(",", head.headers().all("x-forwarded-for")).split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            InetAddress hop = literal(hops[i].trim());
            if (hop == null) {
                break;
            }
            client = new InetSocketAddress(hop, 0);
            if (!trusts(hop)) {
                break;
            }
        }
        return client;
    }

    private boolean trusts(@Nullable InetAddress address) {
        if (address != null) {
            for (Block block : blocks) {
                if (block.contains(address.getAddress())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String last(String list) {
        return list.substring(list.lastIndexOf(',') + 1).trim();
    }

    private static @Nullable InetAddress literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException notAnAddress) {
            return null; // such as 999.0.0.1; the caller decides what that means
        }
    }

    private record Block(byte[] network, int bits) {
        static Block parse(String text) {
            int slash = text.indexOf('/');
            InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
            if (address == null) {
                throw malformed(text);
            }
            byte[] network = address.getAddress();
            int bits = slash < 0 ? network.length * 8 : bits(text, slash + 1);
            if (bits < 0 || bits > network.length * 8) {
                throw malformed(text);
            }
            return new Block(network, bits);
        }

        private static int bits(String text, int from) {
            try {
                return Integer.parseInt(text, from, text.length(), 10);
            } catch (NumberFormatException malformed) {
                return -1; // refused by the caller, with the whole text
            }
        }

        private static IllegalArgumentException malformed(String text) {
            return new IllegalArgumentException("trustedProxies: " + text
                    + " (expected: an address such as 127.0.0.1, or a block such as 10.0.0.0/8)");
        }

        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int i = 0; i * 8 < bits; i++) {
                int mask = 0xff << Math.max(0, 8 - (bits - i * 8)) & 0xff;
                if ((address[i] & mask) != (network[i] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
