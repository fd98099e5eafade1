/**
 * What the commands of both programs have in common, so that a script meets one behaviour on the
 * bench and on the desk: exit codes, failures in a sentence, the orderly end after a signal, the
 * locked state directory, and the lines of a summary.
 *
 * <p>It knows sessions from outside only and neither parses options nor starts anything; the two
 * programs do. It stands in this module because the bench must not need the simulator.
 */
package io.pumprig.controller.command;
