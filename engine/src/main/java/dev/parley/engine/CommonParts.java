package dev.parley.engine;

import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What many requests have in common: names of headers, hosts, the words of browsers about themselves, whole queries. A
 * session keeps the request that opened it, and with these most of it is kept once for all instead of once for each.
 *
 * <p><b>Threads:</b> one strand.
 */
final class CommonParts {
    /** Texts that a few unique ones for each connection do not wash away. */
    private static final int TEXTS = 1024;

    private static final int QUERIES = 128;
    private static final int ROUTES = 16;

    /** Longer texts are rarely common. */
    private static final int LONGEST = 256;

    private final Recent<String> texts = new Recent<>(TEXTS);
    private final Recent<Query> queries = new Recent<>(QUERIES);
    private final Recent<Route> routes = new Recent<>(ROUTES);

    /** The same, of parts that came before where they are remembered. */
    Opened share(Opened opened) {
        return new Opened(
                opened.sid(),
                opened.dialect(),
                opened.wiring(),
                share(opened.head()),
                routes.apply(opened.route()),
                opened.hasShakenHands());
    }

    /** The same request, of parts that came before. */
    RequestHead share(RequestHead head) {
        return new RequestHead(
                text(head.method()),
                text(head.path()),
                query(head.query()),
                head.headers().share(this::text),
                head.remoteAddress(),
                head.secure());
    }

    String text(String text) {
        return text.length() > LONGEST ? text : texts.apply(text);
    }

    private Query query(Query query) {
        Query shared = query.share(this::text);
        return query.raw().length() > LONGEST ? shared : queries.apply(shared);
    }

    /** Remembers the last value of each of a fixed number of places, so what is unique passes through without piling up. */
    private static final class Recent<T> implements UnaryOperator<T> {
        private final @Nullable Object[] places;

        /** {@code count} is a power of two. */
        Recent(int count) {
            places = new Object[count];
        }

        /** The value that equals this one, of those that came before, if it is remembered. */
        @Override
        @SuppressWarnings("unchecked") // nothing else is put there
        public T apply(T value) {
            int hash = value.hashCode();
            int place = (hash ^ hash >>> 16) & (places.length - 1);
            Object known = places[place];
            if (known != null && known.equals(value)) {
                return (T) known;
            }
            places[place] = value;
            return value;
        }
    }
}
