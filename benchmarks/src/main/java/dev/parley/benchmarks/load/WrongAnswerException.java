package dev.parley.benchmarks.load;

/** A server answered wrongly, late, or not at all. */
public final class WrongAnswerException extends Exception {
    private static final long serialVersionUID = 1;

    /** Says what was expected and what came. */
    public WrongAnswerException(String message) {
        super(message);
    }
}
