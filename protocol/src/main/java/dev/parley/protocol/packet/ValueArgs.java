package dev.parley.protocol.packet;

import java.lang.invoke.MethodType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Arguments that are values already: those that this side sends. */
final class ValueArgs implements Args {
    static final ValueArgs EMPTY = new ValueArgs(new Object[0]);

    private final @Nullable Object[] values;

    private ValueArgs(@Nullable Object[] values) {
        this.values = values;
    }

    static Args of(@Nullable Object[] values) {
        return values.length == 0 ? EMPTY : new ValueArgs(values);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public @Nullable Object get(int index) {
        return index < values.length ? values[index] : null;
    }

    @Override
    @SuppressWarnings("unchecked") // checked by hand, because a primitive class cannot cast
    public <T> @Nullable T get(int index, Class<T> type) {
        Object value = get(index);
        Class<?> boxed = MethodType.methodType(type).wrap().returnType();
        if (value != null && !boxed.isInstance(value)) {
            throw new BindingException(
                    "argument " + index + ": " + value.getClass().getName() + " (expected: " + type.getName() + ")");
        }
        return (T) value;
    }

    @Override
    @SuppressWarnings("unchecked") // erased: a generic type cannot be checked further than its class
    public <T> @Nullable T get(int index, TypeRef<T> type) {
        return (T) get(index, type.rawClass());
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
