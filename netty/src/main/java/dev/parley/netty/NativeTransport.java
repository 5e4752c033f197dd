package dev.parley.netty;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;

/**
 * How event loops talk to the operating system.
 *
 * <p>{@link #AUTO} takes epoll on Linux and kqueue on macOS and BSD if their native libraries load, else NIO. It does not
 * take io_uring: containers often forbid it, its rings count against the locked memory that a process may have, and one
 * flush per turn leaves it few system calls to save.
 */
public enum NativeTransport {
    /** The best that is available. */
    AUTO,
    /** Linux. */
    EPOLL,
    /** Linux 5.14 and newer, where the system allows it. */
    IO_URING,
    /** macOS and BSD; needs {@code netty-transport-native-kqueue} on the class path. */
    KQUEUE,
    /** Every system that has Java. */
    NIO;

    /** Whether it can be used here. */
    public boolean isAvailable() {
        return switch (this) {
            case AUTO, NIO -> true;
            case EPOLL -> Epoll.isAvailable();
            case IO_URING -> IoUring.isAvailable();
            case KQUEUE -> KQueue.isAvailable();
        };
    }

    /**
     * The transport that this stands for here; never {@link #AUTO}.
     *
     * @throws IllegalStateException if it was named and is not available
     */
    NativeTransport resolve() {
        if (this == AUTO) {
            if (EPOLL.isAvailable()) {
                return EPOLL;
            }
            return KQUEUE.isAvailable() ? KQUEUE : NIO;
        }
        if (!isAvailable()) {
            throw new IllegalStateException("transport " + this + " is not available here: " + cause()
                    + "; choose NativeTransport.AUTO, or add its native library to the class path");
        }
        return this;
    }

    private String cause() {
        Throwable cause = switch (this) {
            case AUTO, NIO -> null;
            case EPOLL -> Epoll.unavailabilityCause();
            case IO_URING -> IoUring.unavailabilityCause();
            case KQUEUE -> KQueue.unavailabilityCause();
        };
        return String.valueOf(cause);
    }

    IoHandlerFactory handlers() {
        return switch (this) {
            case AUTO -> resolve().handlers();
            case EPOLL -> EpollIoHandler.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
            case KQUEUE -> KQueueIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
    }

    Class<? extends ServerChannel> serverChannel() {
        return switch (this) {
            case AUTO -> resolve().serverChannel();
            case EPOLL -> EpollServerSocketChannel.class;
            case IO_URING -> IoUringServerSocketChannel.class;
            case KQUEUE -> KQueueServerSocketChannel.class;
            case NIO -> NioServerSocketChannel.class;
        };
    }
}
