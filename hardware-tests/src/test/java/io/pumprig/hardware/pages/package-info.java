/**
 * The documents, done as they say. A {@link io.pumprig.hardware.pages.Page} is read as a reader
 * sees it, and its blocks are what a test does: shell blocks are run by a real shell in an empty
 * folder and what the page quotes of their output is looked for, blocks that a page says are a file
 * become that file, changes of sources are made to a copy of them and compiled. A page that is
 * wrong fails like a program that is.
 *
 * <p>A comment before a block, which no reader sees, says what the block is where that is not plain
 * from its language; {@link io.pumprig.hardware.pages.Mark} lists them.
 */
package io.pumprig.hardware.pages;
