package dev.parley.server.dispatch;

import dev.parley.engine.time.Clock;
import dev.parley.engine.time.Strand;
import dev.parley.server.api.Dispatch;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads on which one server's handlers run; see {@link Dispatch}. */
public final class Dispatcher {
    private static final Executor CALLER = Runnable::run;

    private final Executor executor;

    /** One for each strand that was asked for: as many as there are event loops. */
    private final Map<Strand, Executor> ofStrands = new ConcurrentHashMap<>();

    private final @Nullable ExecutorService owned;
    private final Clock clock;

    private Dispatcher(Executor executor, @Nullable ExecutorService owned, Clock clock) {
        this.executor = executor;
        this.clock = clock;
        this.owned = owned;
    }

    /** The threads that {@code choice} asks for, for one server or namespace; {@code clock} tells which handlers are slow. */
    public static Dispatcher open(Dispatch choice, Clock clock) {
        if (choice instanceof Dispatch.On on) {
            return new Dispatcher(on.executor(), null, clock);
        }
        if (choice instanceof Dispatch.Inline) {
            return new Dispatcher(CALLER, null, clock);
        }
        ExecutorService owned = choice instanceof Dispatch.Pool pool ? pool(pool.threads()) : virtualOrPool();
        return new Dispatcher(owned, owned, clock);
    }

    private static ExecutorService virtualOrPool() {
        ExecutorService virtual = virtualThreads();
        return virtual == null ? pool(Dispatch.DEFAULT_POOL_SIZE) : virtual;
    }

    private static ExecutorService pool(int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "parley-handler-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static @Nullable ExecutorService virtualThreads() {
        try {
            MethodHandle factory = MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class));
            return (ExecutorService) factory.invokeExact();
        } catch (NoSuchMethodException | IllegalAccessException absent) {
            return null; // Java 17 to 20
        } catch (Throwable e) {
            throw new IllegalStateException("virtual threads could not be had", e);
        }
    }

    /** Where handlers run. */
    public Executor executor() {
        return executor;
    }

    /** Where handlers of a session on {@code strand} run: the strand itself, an {@link InlineTurn}, if they are to run inline. */
    public Executor executorFor(Strand strand) {
        return ofStrands.computeIfAbsent(
                strand, key -> isInline() ? new InlineTurn(key, clock) : new Handover(key, executor));
    }

    /** Whether handlers run on the event loop. */
    public boolean isInline() {
        return executor == CALLER;
    }

    /** Ends the threads that were made for this server, after what they are running. */
    public void close() {
        if (owned != null) {
            owned.shutdown();
        }
    }
}
