/**
 * Policy files for Flash: which pages may open a socket to this server, asked by a Flash player before it lets the
 * {@code flashsocket} transport of clients 0.6 to 0.9 connect.
 *
 * <p>State: the listening channels, and per connection how much of the request has come. Threads: the loop of the
 * connection. Depends on: {@code dev.parley.engine}.
 */
@NullMarked
package dev.parley.netty.flash;

import org.jspecify.annotations.NullMarked;
