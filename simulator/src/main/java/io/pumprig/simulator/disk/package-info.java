/**
 * The disk of the simulated computer, as far as it may fail: a journal that takes no write, a bit
 * that flips in what is stored. It knows of the journal only its documented schema, and alone
 * speaks SQL here.
 */
package io.pumprig.simulator.disk;
