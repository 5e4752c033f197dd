package dev.parley.protocol.packet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an event or ack. Received ones stay as the bytes that came until somebody asks for a value; sent ones
 * are the values that the caller gave. Received arguments may be sent on as they are: nothing is parsed for it.
 *
 * <p><b>Threads:</b> any; immutable, as long as nobody changes a value that was given.
 */
public interface Args {
    /** No arguments. */
    Args NONE = ValueArgs.EMPTY;

    /** Arguments of these values, each of which the server's JSON library can write; binary ones travel as attachments. */
    static Args of(@Nullable Object... values) {
        return ValueArgs.of(values);
    }

    /** Arguments of the elements of a list. */
    static Args ofList(List<? extends @Nullable Object> values) {
        return ValueArgs.of(values.toArray());
    }

    /** How many there are. */
    int size();

    /**
     * An argument without a declared type: {@code Map}, {@code List}, {@code String}, {@code Integer}, {@code Long},
     * {@code Double}, {@code Boolean}, {@code byte[]} or null. Beyond the end it is null, as in JavaScript.
     */
    @Nullable Object get(int index);

    /**
     * An argument as {@code type}. Beyond the end it is null.
     *
     * @throws BindingException if it cannot be read as that type
     */
    <T> @Nullable T get(int index, Class<T> type);

    /**
     * An argument as a generic type, such as {@code new TypeRef<List<Order>>() {}}. Beyond the end it is null.
     *
     * @throws BindingException if it cannot be read as that type
     */
    <T> @Nullable T get(int index, TypeRef<T> type);

    /** These arguments and one more behind them; nothing is copied or parsed. */
    default Args with(@Nullable Object last) {
        return new ExtendedArgs(this, last);
    }

    /** All arguments, without declared types. */
    default List<@Nullable Object> toList() {
        List<@Nullable Object> list = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            list.add(get(i));
        }
        return Collections.unmodifiableList(list);
    }
}
