/**
 * Settings files: YAML into checked values, before anything moves.
 *
 * <p>Every complaint has one form, on one line, and ends a command with exit code 2:
 *
 * <pre>
 * file:line:column: key: found …; allowed …
 *
 * therapy.yaml:7:28: program.steps[1].rate: found 300; allowed a number with one of mcg/day, mg/day, mcg/h
 * therapy.yaml:2:1: concentraton: found unknown key; allowed drug, concentration (did you mean "concentration"?)
 * therapy.yaml:6:9: program.mode: found continous; allowed continuous, pattern (did you mean "continuous"?)
 * therapy.yaml:7:9: program.rate: found 250 mcg/d; allowed a number with one of mcg/day, mg/day, mcg/h (did you mean "250 mcg/day"?)
 * rig.yaml:4:46: line.catheter: found 2 m; allowed 10 cm to 110 cm
 * rig.yaml:4:31: line.tubing: found nothing; allowed a number with one of uL, pL, nL, mL, L
 * rig.yaml:9:11: document: found invalid YAML (mapping values are not allowed here); allowed YAML 1.2
 * rig.yaml: document: found no such file; allowed a readable file of UTF-8 text
 * </pre>
 *
 * The key is the path from the top, list items counted from 0; {@code document} is the file as a
 * whole. A missing key is placed at the beginning of the mapping that lacks it. What is found is
 * cut and escaped, so that no file can forge a line of output.
 *
 * <p>Order of complaints: the YAML itself (syntax, a second document, keys twice, tags, depth),
 * then mapping by mapping, as the reader goes, first keys that do not exist, then values. The first
 * one ends the reading: a list of errors that follow from each other helps nobody.
 *
 * <p>Only this package sees the YAML library. It composes nodes with their places rather than
 * objects, since object mappers lose the line of an unknown key; and it takes every scalar as text,
 * since YAML's own guesses (is {@code 0x36} a number, {@code 07:00} a time, {@code no} a boolean?)
 * are what a settings file must not depend on. Numbers with a dimension carry their unit and are
 * exact ({@link io.pumprig.hal.settings.Quantity}). The package knows no rig and no therapy.
 */
package io.pumprig.hal.settings;
