/**
 * Files that a session writes for days and that a loss of power must not spoil: numbered blocks of
 * compressed bytes, each with checksums, in a folder of a state directory, one file for each
 * session, the oldest removed where all together would take too much. What stands in the blocks is
 * for {@code recording} and {@code trend} to say; here are the small numbers and the texts of which
 * they are made.
 */
package io.pumprig.controller.blocks;
