package dev.parley.protocol.dialect;

/**
 * Why a request is refused, for a dialect that has its own words for it.
 *
 * @param code the number of the error, 0 to 5, as in the official server
 * @param message its text
 * @param source who refuses
 */
public record Refused(int code, String message, Source source) {
    /** Who refuses a request. */
    public enum Source {
        /** The rules of the protocol. */
        PROTOCOL,
        /** The rules about origins: the page that sent the request is not welcome. */
        ORIGIN,
        /** The application. */
        APPLICATION,
        /** Nobody: the application failed to decide. */
        FAILURE
    }
}
