package io.pumprig.hal.pi;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * What this process does on the signals that jSerialComm, when its library is loaded, sets to be
 * ignored: the end of a session, which is Java's to handle, and the pause by SIGUSR1 among them.
 */
final class PiSerialSignals {
    /** SIGHUP, SIGUSR1, SIGUSR2, SIGCONT, SIGTTIN, SIGTTOU, SIGIO of Linux on ARM and x86. */
    private static final int[] IGNORED_BY_THE_LIBRARY = {1, 10, 12, 18, 21, 22, 29};

    /** More than a struct sigaction has on any of them. */
    private static final int ACTION_BYTES = 256;

    private final Function sigaction = NativeLibrary.getProcess().getFunction("sigaction");
    private final Memory[] actions = new Memory[IGNORED_BY_THE_LIBRARY.length];

    /** Notes them. */
    PiSerialSignals() {
        for (int i = 0; i < actions.length; i++) {
            actions[i] = new Memory(ACTION_BYTES);
            call(IGNORED_BY_THE_LIBRARY[i], Pointer.NULL, actions[i]);
        }
    }

    /** Puts them back. */
    void restore() {
        for (int i = 0; i < actions.length; i++) {
            call(IGNORED_BY_THE_LIBRARY[i], actions[i], Pointer.NULL);
        }
    }

    private void call(int signal, Pointer wanted, Pointer present) {
        int failed = sigaction.invokeInt(new Object[] {signal, wanted, present});
        if (failed != 0) {
            throw new IllegalStateException("sigaction of signal " + signal + " failed");
        }
    }
}
