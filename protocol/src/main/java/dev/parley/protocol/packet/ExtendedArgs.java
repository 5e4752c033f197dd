package dev.parley.protocol.packet;

import org.jspecify.annotations.Nullable;

/**
 * Arguments and one more behind them.
 *
 * @param head all but the last
 * @param last the last
 */
public record ExtendedArgs(Args head, @Nullable Object last) implements Args {
    @Override
    public int size() {
        return head.size() + 1;
    }

    @Override
    public @Nullable Object get(int index) {
        return index == head.size() ? last : head.get(index);
    }

    @Override
    public <T> @Nullable T get(int index, Class<T> type) {
        return index == head.size() ? Args.of(last).get(0, type) : head.get(index, type);
    }

    @Override
    public <T> @Nullable T get(int index, TypeRef<T> type) {
        return index == head.size() ? Args.of(last).get(0, type) : head.get(index, type);
    }
}
