/**
 * What a run on the bench is remembered by, cycle by cycle: everything that the controller was
 * given and could decide by, and what it decided. Whoever gives the same again to the same
 * controller must get the same decisions, in a simulation at a desk, without the rig.
 *
 * <p>A frame is one cycle as whole numbers in fixed places ({@code FrameLayout}): the answers of
 * devices, clock, disk and files, the state of every reading, the decisions. {@code Recorder} sits
 * between the controller and what it is given, fills a frame and leaves it in {@code FrameRing};
 * the control thread allocates nothing there and waits for nobody. {@code RecordingWriter}, a
 * thread of its own, writes only what was not foreseen by {@code Foresight}, column by column,
 * compressed, in blocks that each have a checksum. {@code controller/docs/recording.md} documents
 * the file.
 *
 * <p>Answers are recorded where they enter the controller, not on the wires: the drivers below are
 * proved by tests of their own, and a frame of numbers is small. What nothing is decided by is left
 * out: lamps, link, lateness.
 *
 * <p>A recording is never worth a dose. A disk that is full, slow or broken ends it, with a note;
 * therapy goes on.
 */
package io.pumprig.controller.recording;
