/**
 * What happens where the machine ends: a server in a process of its own that runs out of something.
 *
 * <p>State: none beyond a test. Threads: that of the test. Depends on: {@code netty}, a shell that can lower a limit.
 */
@NullMarked
package dev.parley.it.limits;

import org.jspecify.annotations.NullMarked;
