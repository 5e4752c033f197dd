/**
 * The rules of HTTP around sessions: who may come (origins, hosts, {@code allowRequest}), what answers carry (CORS,
 * cookies, compression, headers) and how refusals are worded.
 *
 * <p>State: none, everything here is immutable but for the headers of an answer in the making. Threads: any. Depends on:
 * {@code carrier}, and the protocol's {@code dev.parley.protocol.http},
 * {@code dialect} and {@code payload}.
 */
@NullMarked
package dev.parley.engine.http;

import org.jspecify.annotations.NullMarked;
