package dev.parley.benchmarks.load;

import java.util.List;

/**
 * A question and what must come back.
 *
 * @param request the messages of the question
 * @param answers the messages of the answer, in their order
 */
public record Exchange(List<Template> request, List<Answer> answers) {
    /** Immutable copies. */
    public Exchange {
        request = List.copyOf(request);
        answers = List.copyOf(answers);
    }

    /** An event that comes back as it went, without the room for framing: {@code bytes} is the length of its argument. */
    public static Exchange echo(int bytes) {
        Template message = Template.text("42[\"echo\",\"" + Template.filler(bytes) + "\"]");
        return new Exchange(List.of(message), List.of(Answer.exactly(message)));
    }

    /** The same, of {@code bytes} of prose, compressed beforehand; the answer is checked to the last byte as ever. */
    public static Exchange deflatedEcho(int bytes) {
        Template message = Template.deflated("42[\"echo\",\"" + Template.prose(bytes) + "\"]", 64);
        return new Exchange(List.of(message), List.of(Answer.exactly(message)));
    }

    /** An event that comes back as it went, after the server has worked for some 30 us. */
    public static Exchange work(int bytes) {
        Template message = Template.text("42[\"work\",\"" + Template.filler(bytes) + "\"]");
        return new Exchange(List.of(message), List.of(Answer.exactly(message)));
    }

    /** An event whose ack carries its argument. */
    public static Exchange ack(int bytes) {
        String argument = "\"" + Template.filler(bytes) + "\"]";
        return new Exchange(
                List.of(Template.text("421#####[\"ack\"," + argument)),
                List.of(Answer.exactly(Template.text("431#####[" + argument))));
    }

    /** A binary event that comes back as it went. */
    public static Exchange binary(int bytes) {
        Template attachment = Template.binary(Template.filler(bytes));
        return new Exchange(
                List.of(Template.text("451-[\"binary\",{\"_placeholder\":true,\"num\":0}]"), attachment),
                List.of(Answer.beginning(Template.text("451-[\"binary\",{")), Answer.exactly(attachment)));
    }

    /** Joining a room of many, with ack. */
    public static Exchange join() {
        return membership("join");
    }

    /** Leaving the room again, with ack. */
    public static Exchange leave() {
        return membership("leave");
    }

    /** Joining one of a hundred rooms of a name, with ack. */
    public static Exchange joinOneOf(String name) {
        return new Exchange(
                List.of(Template.text("4217[\"join\",\"" + name + "##\"]")),
                List.of(Answer.exactly(Template.text("4317[]"))));
    }

    /** Has the server ask a question that the client never answers. */
    public static Exchange beAsked() {
        return new Exchange(List.of(Template.text("42[\"ask\"]")), List.of(Answer.beginning(Template.text("42"))));
    }

    private static Exchange membership(String event) {
        return new Exchange(
                List.of(Template.text("421#####[\"" + event + "\",\"room\"]")),
                List.of(Answer.exactly(Template.text("431#####[]"))));
    }
}
