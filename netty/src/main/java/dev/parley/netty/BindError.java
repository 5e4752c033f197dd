package dev.parley.netty;

import java.net.BindException;
import java.util.Locale;

/** What to tell somebody whose server cannot listen. Stateless. */
final class BindError {
    private static final int FIRST_FREE_PORT = 1024;

    private BindError() {}

    static String describe(NettyServerBuilder settings, Throwable cause) {
        String port = "port " + settings.port + (settings.host == null ? "" : " of " + settings.host);
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("in use")) {
            return port + " is in use; choose another with port(...) or stop the program that holds it";
        }
        if (text.contains("denied") && settings.port < FIRST_FREE_PORT) {
            return port + " may be opened by root only; choose one from 1024 on, or allow it to this program";
        }
        if (cause instanceof BindException || text.contains("assign")) {
            return settings.host + " is no address of this machine; leave out host(...) to listen on all";
        }
        return "cannot listen on " + port + ": " + cause.getMessage();
    }
}
