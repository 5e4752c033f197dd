package dev.parley.netty;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where files are read: two threads, which are there only while there is work. */
final class FileThreads {
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 1000;
    private static final long IDLE_SECONDS = 5;

    private FileThreads() {}

    static ThreadPoolExecutor open() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                new DefaultThreadFactory("parley-files", true));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
