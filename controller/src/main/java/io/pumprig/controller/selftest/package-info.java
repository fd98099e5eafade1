/**
 * The pump's tests of itself: one before anything is delivered (SR-69), one every quarter of an
 * hour while it runs (SR-70). They are stages of the cycle like any other: a {@link
 * io.pumprig.controller.selftest.SelfTest} is judged once a cycle, goes on by at most one step, and
 * waits for nothing; what takes longer than a cycle is an {@link
 * io.pumprig.controller.selftest.Examination} that somebody else carries out.
 *
 * <p>The test at power-on holds delivery until it has passed: program and configuration, storage,
 * clocks, the enable watchdog, every sensor, lamps and sounder, and 64 microsteps forward that the
 * driver's counter and the encoder must both have seen. Those microsteps are drug: whoever owns the
 * ledger books them and subtracts them from what is due first. A failure latches SELF_TEST_FAILED
 * and names the part; acknowledged, the test begins again.
 *
 * <p>The test in service moves nothing and shows nothing: the program is examined again, every
 * output of the annunciator gets its level once more. The other parts are watched more often than
 * that by those who own them: sensors each cycle, the bubble detector by itself every 15 minutes,
 * storage with every checkpoint, which come every five minutes. A record that fails then is
 * LOG_FAILURE, an event of the host that must not change what is delivered (SR-90), hence no matter
 * of this package.
 *
 * <p>Lamps and sounder have no feedback wire on this rig: their failure is an output that does not
 * take its level, and stops nothing (F-48).
 */
package io.pumprig.controller.selftest;
