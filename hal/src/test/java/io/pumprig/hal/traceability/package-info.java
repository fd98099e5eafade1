/**
 * What the tests of a module say of its requirements: each test with its tags and its result,
 * written to a file for the report that traces hazards to results (therapy reference 10). It knows
 * neither requirements nor alarms; a tag is a word to it.
 *
 * <p>A listener of the test platform, and no reading of the test runner's own reports, since those
 * do not carry tags. Every module has this jar among its tests, so that one listener serves all.
 */
package io.pumprig.hal.traceability;
