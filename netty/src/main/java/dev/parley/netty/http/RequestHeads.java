package dev.parley.netty.http;

import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.Map;

/** Requests of Netty's as heads of ours. Stateless. */
final class RequestHeads {
    private static final InetSocketAddress UNKNOWN = InetSocketAddress.createUnresolved("unknown", 0);

    private RequestHeads() {}

    static RequestHead of(HttpRequest request, Channel channel, boolean secure) {
        String target = target(request.uri());
        int question = target.indexOf('?');
        SocketAddress peer = channel.remoteAddress();
        return new RequestHead(
                request.method().name(),
                question < 0 ? target : target.substring(0, question),
                Query.parse(question < 0 ? null : target.substring(question + 1)),
                headers(request.headers()),
                peer instanceof InetSocketAddress address ? address : UNKNOWN,
                secure);
    }

    /** The path in a request target. */
    static String pathOf(String uri) {
        String target = target(uri);
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** Without the fragment that nobody should send, and without scheme and host of the absolute form. */
    private static String target(String uri) {
        int hash = uri.indexOf('#');
        String target = hash < 0 ? uri : uri.substring(0, hash);
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme < 0) {
            return target;
        }
        int path = scheme + 3;
        while (path < target.length() && target.charAt(path) != '/' && target.charAt(path) != '?') {
            path++;
        }
        String rest = target.substring(path);
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private static Headers headers(HttpHeaders headers) {
        String[] all = new String[headers.size() * 2];
        int next = 0;
        for (Iterator<Map.Entry<String, String>> each = headers.iteratorAsString(); each.hasNext(); ) {
            Map.Entry<String, String> header = each.next();
            all[next++] = header.getKey();
            all[next++] = header.getValue();
        }
        return Headers.of(all);
    }
}
