package dev.parley.it.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of code in the README. */
record Readme(String text) {
    static Readme read() throws IOException {
        return new Readme(Files.readString(Path.of("..", "README.md")));
    }

    /** The first block of code in {@code language}. */
    String block(String language) {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
        if (!block.find()) {
            throw new AssertionError("the README has no block of " + language);
        }
        return block.group(1);
    }
}
