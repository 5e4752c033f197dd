package dev.parley.netty.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.netty.loop.RawDeflate.InflateException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawDeflateTest {
    private final RawDeflate deflate = new RawDeflate();

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 255, 256, 257, 1000, 65_536, 1_000_000})
    void random_bytes_come_back(int length) throws InflateException {
        byte[] plain = new byte[length];
        new Random(length).nextBytes(plain);

        byte[] packed = deflate.deflate(plain);

        assertThat(deflate.inflate(packed, packed.length, length)).isEqualTo(plain);
    }

    @Test
    void text_comes_back_smaller_in_between() throws InflateException {
        byte[] plain = "42[\"news\",{\"text\":\"hello\"}]".repeat(100).getBytes();

        byte[] packed = deflate.deflate(plain);

        assertThat(packed.length).isLessThan(plain.length / 10);
        assertThat(deflate.inflate(packed, packed.length, plain.length)).isEqualTo(plain);
    }

    @Test
    void one_byte_over_the_limit_is_too_much() {
        byte[] packed = deflate.deflate(new byte[1001]);

        InflateException refused =
                catchThrowableOfType(InflateException.class, () -> deflate.inflate(packed, packed.length, 1000));

        assertThat(refused.isTooLarge()).isTrue();
    }

    @Test
    void messages_know_nothing_of_each_other() throws InflateException {
        byte[] first = deflate.deflate("abcabcabc".getBytes());
        byte[] second = deflate.deflate("abcabcabc".getBytes());

        assertThat(second).isEqualTo(first);
        assertThat(new RawDeflate().inflate(second, second.length, 9))
                .asString()
                .isEqualTo("abcabcabc");
    }
}
