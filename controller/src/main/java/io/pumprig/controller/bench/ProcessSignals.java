package io.pumprig.controller.bench;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Signals of this process. SIGHUP, SIGINT and SIGTERM ask for an orderly end: hooks of the JVM run
 * at the same time as each other and as the loop, and would take the board away under it, so they
 * must not run before the loop has ended. A second one does not wait for that. SIGUSR1 pauses.
 *
 * <p>Java has no other way to a signal than {@code sun.misc.Signal}, which every JDK exports and
 * none lets a compiler see without a warning; hence by its name.
 */
public final class ProcessSignals implements BenchHost.Signals {
    private static final int FIRST_EXIT_CODE = 128;

    private final Runnable stop;
    private final Runnable pause;
    private final List<Handled> handled = new ArrayList<>();
    private int exitCode;

    /** A signal and who handled it before. */
    private record Handled(Object signal, Object before) {}

    /** Takes the signals until it is closed, as {@link BenchHost#onSignals} says. */
    public ProcessSignals(Runnable stop, Runnable pause) {
        this.stop = stop;
        this.pause = pause;
        try {
            handle("HUP", this::asked);
            handle("INT", this::asked);
            handle("TERM", this::asked);
            handle("USR1", number -> pause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no signals", e);
        }
    }

    /** Takes a signal by its number. */
    private interface Handler {
        void handle(int number);
    }

    private void handle(String name, Handler handler) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Object signal = type.getConstructor(String.class).newInstance(name);
        int number = (int) type.getMethod("getNumber").invoke(signal);
        InvocationHandler calls =
                (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        handler.handle(number);
                        return null;
                    }
                    return method.invoke(this, arguments);
                };
        Object proxy =
                Proxy.newProxyInstance(
                        handlerType.getClassLoader(), new Class<?>[] {handlerType}, calls);
        Object before = type.getMethod("handle", type, handlerType).invoke(null, signal, proxy);
        handled.add(new Handled(signal, before));
    }

    private void asked(int number) {
        synchronized (this) {
            if (exitCode == 0) {
                exitCode = FIRST_EXIT_CODE + number;
                stop.run();
                return;
            }
        }
        System.exit(FIRST_EXIT_CODE + number);
    }

    private void pause() {
        pause.run();
    }

    @Override
    public synchronized int exitCode() {
        return exitCode;
    }

    @Override
    public void close() {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            for (Handled each : handled) {
                type.getMethod("handle", type, handlerType)
                        .invoke(null, each.signal(), each.before());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no signals", e);
        }
    }
}
