package dev.parley.protocol.json;

import java.util.Random;
import java.util.SplittableRandom;

/** Makes JSON texts and damages them. What it makes depends on its seed only; tests name the seed when they fail. */
public final class RandomJson {
    private static final String[] PIECES = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "-",
        "0",
        "1",
        ".",
        "e",
        "E",
        "+",
        " ",
        "\n",
        "\t",
        "\0",
        "\u007f",
        "é",
        "€",
        "\uD83D\uDE00",
        "null",
        "true",
        "false",
        "\\u",
        "\\ud83d",
        "\"_placeholder\"",
        "\"num\"",
        "NaN",
        "/",
        "00",
        "1e5"
    };

    private final SplittableRandom random;

    /** The texts of a seed. */
    public RandomJson(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The seed of system property {@code parley.seed}, or a new one. */
    public static long seed() {
        return Long.getLong("parley.seed", new Random().nextLong());
    }

    /** A valid text, nested at most {@code depth} deep. */
    public String value(int depth) {
        StringBuilder out = new StringBuilder();
        value(depth, out);
        return out.toString();
    }

    /** A valid array of an event: a name and values. */
    public String event(int depth) {
        StringBuilder out = new StringBuilder("[\"e\"");
        for (int i = random.nextInt(4); i > 0; i--) {
            out.append(',');
            value(depth - 1, out);
        }
        return out.append(']').toString();
    }

    /** The text with a few pieces inserted, removed, doubled or exchanged; possibly still valid. */
    public String damaged(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(out.length() + 1);
            int to = Math.min(out.length(), at + 1 + random.nextInt(4));
            switch (random.nextInt(4)) {
                case 0 -> out.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> out.delete(at, to);
                case 2 -> out.replace(at, to, PIECES[random.nextInt(PIECES.length)]);
                default -> out.insert(random.nextInt(out.length() + 1), out.substring(at, to));
            }
        }
        return out.toString();
    }

    private void value(int depth, StringBuilder out) {
        space(out);
        switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> out.append("null");
            case 1 -> out.append(random.nextBoolean());
            case 2 -> out.append(random.nextInt(-1000, 1000));
            case 3 -> number(out);
            case 4, 5 -> string(out);
            case 6 -> array(depth, out);
            default -> object(depth, out);
        }
        space(out);
    }

    private void array(int depth, StringBuilder out) {
        out.append('[');
        for (int i = random.nextInt(5); i > 0; i--) {
            value(depth - 1, out);
            out.append(i > 1 ? "," : "");
        }
        space(out);
        out.append(']');
    }

    private void object(int depth, StringBuilder out) {
        out.append('{');
        for (int i = random.nextInt(5); i > 0; i--) {
            space(out);
            string(out);
            space(out);
            out.append(':');
            value(depth - 1, out);
            out.append(i > 1 ? "," : "");
        }
        space(out);
        out.append('}');
    }

    private void number(StringBuilder out) {
        out.append(random.nextBoolean() ? "-" : "").append(random.nextLong(Long.MAX_VALUE));
        if (random.nextBoolean()) {
            out.append('.').append(random.nextInt(100_000));
        }
        if (random.nextInt(4) == 0) {
            out.append(random.nextBoolean() ? "e" : "E+").append(random.nextInt(20));
        }
    }

    private void string(StringBuilder out) {
        out.append('"');
        for (int i = random.nextInt(12); i > 0; i--) {
            switch (random.nextInt(10)) {
                case 0 -> out.append("\\").append("\"\\/bfnrt".charAt(random.nextInt(8)));
                case 1 -> out.append(String.format("\\u%04x", random.nextInt(0x10000)));
                case 2 -> out.append("é");
                case 3 -> out.append("\uD83D\uDE00");
                case 4 -> out.append("some longer text without anything in it");
                default -> out.append((char) random.nextInt('a', 'z'));
            }
        }
        out.append('"');
    }

    private void space(StringBuilder out) {
        if (random.nextInt(6) == 0) {
            out.append(" \n\r\t".charAt(random.nextInt(4)));
        }
    }
}
