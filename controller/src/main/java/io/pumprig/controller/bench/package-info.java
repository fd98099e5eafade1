/**
 * The launcher of the bench: the program {@code pumprig-controller}. It alone knows that the board
 * is a Raspberry Pi, that cycles are turned by a paced thread, and who watches that thread; what is
 * delivered and why is decided below it.
 *
 * <p>Threads, and who waits for whom: the control thread ({@code LoopRunner}) waits for its next
 * deadline and for nobody else. The supervisor looks at counts that the others leave behind. The
 * main thread prints and waits for the end. Orders come from {@code ControlSocket} and from the
 * link, through the controller's inbox.
 *
 * <p>An end in order is: no cycle any more, coils off, a last checkpoint, outputs safe, last state
 * published, summary, journal closed, directory unlocked. Signals ask for exactly that, and are
 * therefore handled here and not by hooks of the JVM, which run all at once.
 */
package io.pumprig.controller.bench;
