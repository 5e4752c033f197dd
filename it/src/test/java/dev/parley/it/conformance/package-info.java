/**
 * The conformance application of {@code it/clients/APPLICATION.md} on this server, and the test that lets the official
 * JavaScript client judge it.
 *
 * <p>State: running servers, one per profile. Threads: handlers run on the dispatcher. Depends on: the public API.
 */
@NullMarked
package dev.parley.it.conformance;

import org.jspecify.annotations.NullMarked;
