package dev.parley.netty.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where files come from. Called on the executor for files; may block. */
interface AssetSource {
    /** The file of this path, or null. The path is relative, and has no empty, hidden or upward step. */
    @Nullable Asset find(String path) throws IOException;
}
