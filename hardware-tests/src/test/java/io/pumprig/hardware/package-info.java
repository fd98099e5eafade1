/**
 * Tests of a whole rig through its real drivers. They run on the simulated board in every build,
 * and ask nothing of it that a real one could not answer.
 */
package io.pumprig.hardware;
