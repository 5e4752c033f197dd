package dev.parley.netty.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * What of a request decides how its answer is written.
 *
 * @param isHttp10 whether the peer speaks the older version
 * @param keepsAlive whether the peer lets the connection live
 * @param isHead whether no body is to be sent
 * @param isUpgrade whether it asks for a WebSocket
 * @param hasBody whether a body follows
 * @param bodyBytes how long the body says it is, -1 if it is chunked
 * @param expectsContinue whether the peer waits to be asked for the body
 */
record RequestFacts(
        boolean isHttp10,
        boolean keepsAlive,
        boolean isHead,
        boolean isUpgrade,
        boolean hasBody,
        long bodyBytes,
        boolean expectsContinue) {

    /** Of a request that could not be read, or will not be. */
    static final RequestFacts BROKEN = new RequestFacts(false, false, false, false, false, 0, false);

    static RequestFacts of(HttpRequest request) {
        HttpHeaders headers = request.headers();
        boolean isHttp10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        return new RequestFacts(
                isHttp10,
                HttpUtil.isKeepAlive(request),
                request.method().equals(HttpMethod.HEAD),
                headers.contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true),
                RequestCheck.hasBody(headers),
                headers.contains(HttpHeaderNames.TRANSFER_ENCODING) ? -1 : HttpUtil.getContentLength(request, 0L),
                !isHttp10 && headers.contains(HttpHeaderNames.EXPECT));
    }
}
