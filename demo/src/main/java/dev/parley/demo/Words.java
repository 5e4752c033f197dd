package dev.parley.demo;

import org.jspecify.annotations.Nullable;

/** What the page and the server say to each other, see {@code demo/README.md}. What comes from a page may lack anything. */
final class Words {
    private Words() {}

    record Join(@Nullable String name, @Nullable String room) {}

    /** A text; or, with the bytes of an image beside it, its caption, name and type. */
    record Said(
            @Nullable String key,
            @Nullable String text,
            @Nullable String name,
            @Nullable String type) {}

    record Person(String id, String name, String transport, String generation) {}

    record Image(String name, String type, int size) {}

    record Message(
            String id,
            String key,
            String from,
            String name,
            String generation,
            String text,
            @Nullable Image image,
            long at) {}

    /** Somebody broke a rule; the message is a sentence for them. */
    static final class RuleBroken extends RuntimeException {
        private static final long serialVersionUID = 1;

        RuleBroken(String sentence) {
            super(sentence, null, false, false);
        }
    }
}
