package dev.parley.benchmarks.load;

/**
 * A message that must come.
 *
 * @param template what it looks like
 * @param isStartOnly whether only its beginning is known: servers differ in the order of keys after it
 */
public record Answer(Template template, boolean isStartOnly) {
    /** A message that is known to the last byte. */
    public static Answer exactly(Template template) {
        return new Answer(template, false);
    }

    /** A message that begins like this. */
    public static Answer beginning(Template template) {
        return new Answer(template, true);
    }

    boolean fits(byte[] bytes, int length, boolean isBinary, long number) {
        int compared = isStartOnly ? Math.min(length, template.length()) : length;
        return isBinary == template.isBinary() && template.matches(bytes, compared, number);
    }
}
