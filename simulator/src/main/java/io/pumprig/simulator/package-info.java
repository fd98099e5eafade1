/**
 * The command line of the simulator. Puts session, broker, link and gateway together, prints, and
 * turns every end into an exit code that a script can use.
 */
package io.pumprig.simulator;
