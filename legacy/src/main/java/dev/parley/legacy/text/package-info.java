/**
 * Text as old clients count, wrap and post it: lengths in UTF-16 units, calls in scripts, fields of forms.
 *
 * <p>State: none. Threads: any. Depends on: {@code dev.parley.protocol}.
 */
@NullMarked
package dev.parley.legacy.text;

import org.jspecify.annotations.NullMarked;
