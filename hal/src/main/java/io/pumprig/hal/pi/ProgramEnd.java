package io.pumprig.hal.pi;

/**
 * What the JVM runs at its end, however that comes: the last thread's return, a signal, an
 * exception that nobody caught.
 */
interface ProgramEnd {
    /** The end of this JVM. */
    ProgramEnd OF_THIS_JVM =
            new ProgramEnd() {
                @Override
                public void add(Thread hook) {
                    Runtime.getRuntime().addShutdownHook(hook);
                }

                @Override
                public void remove(Thread hook) {
                    try {
                        Runtime.getRuntime().removeShutdownHook(hook);
                    } catch (IllegalStateException ending) {
                        // The hook is running, or about to, and finds its work done.
                        return;
                    }
                }
            };

    void add(Thread hook);

    void remove(Thread hook);
}
