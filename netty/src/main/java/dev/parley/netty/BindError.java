package dev.parley.netty;

import java.net.BindException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What to tell somebody whose server cannot listen. Stateless. */
final class BindError {
    private static final int FIRST_FREE_PORT = 1024;

    private BindError() {}

    /**
     * One sentence.
     *
     * @param host the address that was asked for, or null for all
     * @param option that sets the port
     */
    static String describe(@Nullable String host, int number, String option, Throwable cause) {
        String port = "port " + number + (host == null ? "" : " of " + host);
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("in use")) {
            return port + " is in use; choose another with " + option + " or stop the program that holds it";
        }
        if (text.contains("denied") && number < FIRST_FREE_PORT) {
            return port + " may be opened by root only; choose one from 1024 on, or allow it to this program";
        }
        if (cause instanceof BindException || text.contains("assign")) {
            return host + " is no address of this machine; leave out host(...) to listen on all";
        }
        return "cannot listen on " + port + ": " + cause.getMessage();
    }
}
