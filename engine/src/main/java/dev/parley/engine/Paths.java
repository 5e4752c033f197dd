package dev.parley.engine;

import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.http.RequestHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where each generation listens, and what the requests that come there mean. Immutable; any thread. */
final class Paths {
    private final List<Place> places;

    /** The dialects, each at its path, in the order in which they are asked. */
    Paths(EngineOptions options, List<Dialect> dialects) {
        this.places = dialects.stream()
                .map(dialect -> new Place(options.path(dialect.generation()) + '/', dialect))
                .toList();
    }

    /** Whether some generation listens there. */
    boolean contain(String path) {
        for (Place place : places) {
            if (path.startsWith(place.prefix())) {
                return true;
            }
        }
        return false;
    }

    /** What a request means to the first generation that knows it, or null if none does. */
    @Nullable Meaning meaningOf(RequestHead head) {
        for (Place place : places) {
            if (head.path().startsWith(place.prefix())) {
                Route route = place.dialect()
                        .match(head, head.path().substring(place.prefix().length()));
                if (route != null) {
                    return new Meaning(place.dialect(), route);
                }
            }
        }
        return null;
    }

    private record Place(String prefix, Dialect dialect) {}

    /** What a request means: in which generation, and what there. */
    record Meaning(Dialect dialect, Route route) {}
}
