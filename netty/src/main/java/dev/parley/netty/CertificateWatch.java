package dev.parley.netty;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has the certificates looked at, one look after another, by a thread that may wait for files.
 *
 * <p><b>Threads:</b> a loop asks now and then.
 */
final class CertificateWatch implements Runnable {
    private final TlsContext certificates;
    private final Executor files;
    private final AtomicBoolean isLooking = new AtomicBoolean();

    CertificateWatch(TlsContext certificates, Executor files) {
        this.certificates = certificates;
        this.files = files;
    }

    @Override
    public void run() {
        if (isLooking.compareAndSet(false, true)) {
            try {
                files.execute(this::look);
            } catch (RejectedExecutionException busy) {
                isLooking.set(false); // the next time, then
            }
        }
    }

    private void look() {
        try {
            certificates.reloadIfChanged();
        } finally {
            isLooking.set(false);
        }
    }
}
