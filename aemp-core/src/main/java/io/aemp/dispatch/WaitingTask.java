package io.aemp.dispatch;

/**
 * A task of {@link Threads#pool()} that may wait, and may also run on
 * {@link Threads#blocking()}. It calls {@link Threads#watch()} when it begins.
 */
public interface WaitingTask extends Runnable {

}
