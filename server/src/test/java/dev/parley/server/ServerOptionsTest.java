package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.EngineOptionsBuilder;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServerOptionsTest {
    /** Users see one flat list of options; an engine option that is missing there could not be set. */
    @Test
    void every_option_of_the_engine_can_be_set() {
        assertThat(settersOf(ServerOptionsBuilder.class)).containsAll(settersOf(EngineOptionsBuilder.class));
    }

    private static Set<String> settersOf(Class<?> builder) {
        return Stream.of(builder.getMethods())
                .filter(method -> method.getReturnType() == builder)
                .map(Method::getName)
                .collect(Collectors.toSet());
    }
}
