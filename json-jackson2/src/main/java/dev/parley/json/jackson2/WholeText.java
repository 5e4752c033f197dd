package dev.parley.json.jackson2;

/** Makes text that UTF-8 can say: a surrogate without its other half becomes U+FFFD. Stateless; any thread. */
final class WholeText {
    private static final char REPLACEMENT = '\ufffd';

    private WholeText() {}

    /** {@code text} itself, nearly always. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!isPair(text, i)) {
                    return repair(text, i);
                }
                i++;
            }
        }
        return text;
    }

    private static String repair(String text, int from) {
        StringBuilder whole = new StringBuilder(text);
        for (int i = from; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (isPair(text, i)) {
                    i++;
                } else {
                    whole.setCharAt(i, REPLACEMENT);
                }
            }
        }
        return whole.toString();
    }

    private static boolean isPair(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }
}
