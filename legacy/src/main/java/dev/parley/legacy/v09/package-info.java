/**
 * The dialect of clients 0.7, 0.8 and 0.9.
 *
 * <p>State: what a decoder owes its client, until it is taken. Threads: any for the dialect and what it encodes with, the
 * session's strand for decoders. Depends on: {@code dev.parley.legacy.text}, {@code dev.parley.legacy.options},
 * {@code dev.parley.legacy.route}, {@code dev.parley.protocol}.
 */
@NullMarked
package dev.parley.legacy.v09;

import org.jspecify.annotations.NullMarked;
