package dev.parley.server;

import dev.parley.server.api.Handshake;
import dev.parley.server.api.NamespacePredicate;
import java.util.regex.Pattern;

/** Accepts names in which a pattern is found, as the official server does, whatever a client may do to make the pattern run for ever. */
final class NamePattern implements NamespacePredicate {
    private static final int MAX_STEPS = 1_000_000;

    private final Pattern pattern;

    NamePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    @Override
    public boolean accepts(String name, Handshake handshake) {
        try {
            return pattern.matcher(new CountedText(name)).find();
        } catch (TooManySteps e) {
            return false;
        }
    }

    /** A text that can be looked at only so many times. */
    private static final class CountedText implements CharSequence {
        private final String text;
        private int steps;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MAX_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }
}
